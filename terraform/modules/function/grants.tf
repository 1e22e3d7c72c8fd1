# Everything that the role allows. The ids of the statements are the names of the grants.
data "aws_iam_policy_document" "grants" {
  statement {
    sid       = "WriteItsLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"] # the log's streams; Lambda chooses their names
  }

  dynamic "statement" {
    for_each = var.tracing ? [1] : []
    content {
      sid       = "SendTraces"
      actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
      resources = ["*"] # both actions work only without a resource
    }
  }

  dynamic "statement" {
    for_each = var.grants
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

      # ForAllValues is also true if a request names no key at all, so another condition checks that there is a key:
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
    for_each = length(var.event_sources.queues) == 0 ? [] : [1]
    content {
      sid       = "ReceiveMessages"
      actions   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
      resources = [for queue in var.event_sources.queues : queue.arn]
    }
  }

  dynamic "statement" {
    for_each = local.has_dead_letters ? [local.dead_letter_arn] : []
    content {
      sid       = "SendDeadLetters"
      actions   = [local.dead_letters_are_a_topic ? "sns:Publish" : "sqs:SendMessage"]
      resources = [statement.value]
    }
  }
}
