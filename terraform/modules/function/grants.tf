locals {
  # A statement's id names its table: "rate-limits" becomes TableRateLimits.
  grant_ids = { for name, _ in var.table_grants : name => replace(title(replace(name, "/[^A-Za-z0-9]/", " ")), " ", "") }

  # One statement for each table, and one for its indexes, which may be queried and nothing else.
  table_statements = merge(
    {
      for name, grant in var.table_grants : "Table${local.grant_ids[name]}" => {
        actions      = [for action in grant.actions : "dynamodb:${action}"]
        resources    = [grant.arn]
        leading_keys = grant.leading_keys
      } if length(grant.actions) > 0
    },
    {
      for name, grant in var.table_grants : "Index${local.grant_ids[name]}" => {
        actions      = ["dynamodb:Query"]
        resources    = [for index in grant.indexes : "${grant.arn}/index/${index}"]
        leading_keys = grant.leading_keys
      } if length(grant.indexes) > 0
    },
  )
}

# Everything the role allows. Statement ids name the grant they come from.
data "aws_iam_policy_document" "grants" {
  statement {
    sid       = "WriteItsLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"] # its streams, whose names Lambda makes up
  }

  dynamic "statement" {
    for_each = var.tracing ? [1] : []
    content {
      sid       = "SendTraces"
      actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
      resources = ["*"] # X-Ray has no resources to name in either action
    }
  }

  dynamic "statement" {
    for_each = local.table_statements
    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources

      # ForAllValues is true of a request that names no key at all, so that there is one is a condition of its own:
      # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
      dynamic "condition" {
        for_each = statement.value.leading_keys == null ? {} : {
          "Null"                    = ["false"]
          "ForAllValues:StringLike" = statement.value.leading_keys
        }
        content {
          test     = condition.key
          variable = "dynamodb:LeadingKeys"
          values   = condition.value
        }
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.secret_arns) > 0 ? [1] : []
    content {
      sid       = "ReadSecrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = values(var.secret_arns)
    }
  }

  dynamic "statement" {
    for_each = var.dead_letter_arn == null ? [] : [var.dead_letter_arn]
    content {
      sid       = "SendDeadLetters"
      actions   = [split(":", statement.value)[2] == "sns" ? "sns:Publish" : "sqs:SendMessage"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = var.statements
    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = statement.value.conditions
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}
