data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = var.name
  description        = "What ${var.name} may do"
  assume_role_policy = data.aws_iam_policy_document.assume.json
  tags               = var.tags
}

# Lambda decrypts a function's environment by a KMS grant to the role's unique id, which a role made anew under the same name
# does not have: every invocation would end in KMSAccessDeniedException. So a new role makes the function anew too.
resource "terraform_data" "role" {
  triggers_replace = aws_iam_role.this.unique_id
}

resource "aws_iam_role_policy" "this" {
  name   = "grants"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.grants.json
}

# The group is made here, and the role may not make one: so the retention always holds.
resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  tags              = var.tags
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn

  filename         = var.package.filename
  source_code_hash = var.package.code_sha256
  handler          = var.handler
  runtime          = var.runtime
  architectures    = [var.architecture]
  publish          = true

  memory_size                    = var.memory_mb
  timeout                        = var.timeout_seconds
  reserved_concurrent_executions = coalesce(var.reserved_concurrency, -1)
  kms_key_arn                    = var.kms_key_arn
  tags                           = var.tags

  dynamic "environment" {
    for_each = length(var.environment) > 0 ? [var.environment] : []
    content {
      variables = environment.value
    }
  }

  tracing_config {
    mode = var.tracing ? "Active" : "PassThrough"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  dynamic "dead_letter_config" {
    for_each = local.has_dead_letters ? [local.dead_letter_arn] : []
    content {
      target_arn = dead_letter_config.value
    }
  }

  # A function that starts before its role may do anything fails its first requests.
  depends_on = [aws_iam_role_policy.this]

  lifecycle {
    replace_triggered_by = [terraform_data.role]
  }
}

resource "aws_lambda_alias" "this" {
  name             = var.alias
  description      = "The version that callers reach"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  # It goes with the function that it is of, though the name stays the same.
  lifecycle {
    replace_triggered_by = [terraform_data.role]
  }
}
