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

# Lambda decrypts a function's environment with a KMS grant to the role's unique id. If the role is replaced under the
# same name, it gets a new id, and every invocation would end in KMSAccessDeniedException. So a new role also replaces
# the function.
resource "terraform_data" "role" {
  triggers_replace = aws_iam_role.this.unique_id
}

resource "aws_iam_role_policy" "this" {
  name   = "grants"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.grants.json
}

# The log group is created here, and the role may not create one, so the retention always applies.
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

  # If a function starts before its role has its permissions, the first requests fail.
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

  # The alias belongs to the function and must be replaced with it, though its name stays the same.
  lifecycle {
    replace_triggered_by = [terraform_data.role]
  }
}
