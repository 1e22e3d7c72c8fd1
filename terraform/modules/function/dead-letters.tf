# The queue for events of topics, buckets and schedules that the function failed to process in every attempt. Nobody
# waits for an answer to these, so without the queue nobody would notice.

locals {
  is_asynchronous = length(var.event_sources.topics) + length(var.event_sources.buckets) + length(var.event_sources.schedules) > 0
  makes_queue     = local.is_asynchronous && var.dead_letter_arn == null

  has_dead_letters         = local.makes_queue || var.dead_letter_arn != null
  dead_letter_arn          = local.makes_queue ? one(aws_sqs_queue.dead_letters[*].arn) : var.dead_letter_arn
  dead_letters_are_a_topic = var.dead_letter_arn == null ? false : split(":", var.dead_letter_arn)[2] == "sns"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

# The name is not just `<name>-dead-letters`, because an SQS queue with the function's name would use that for its own
# dead letters.
resource "aws_sqs_queue" "dead_letters" {
  count = local.makes_queue ? 1 : 0

  name                      = "${var.name}-invocations-dead-letters"
  message_retention_seconds = 1209600 # 14 days, the longest that SQS allows
  sqs_managed_sse_enabled   = true
  policy                    = length(var.event_sources.topics) == 0 ? null : one(data.aws_iam_policy_document.dead_letters[*].json)
  tags                      = var.tags
}

# SNS itself sends to this queue what it cannot deliver at all (the function was deleted, or may no longer be invoked).
data "aws_iam_policy_document" "dead_letters" {
  count = local.makes_queue && length(var.event_sources.topics) > 0 ? 1 : 0

  statement {
    sid     = "TakeWhatCannotBeDelivered"
    actions = ["sqs:SendMessage"]
    resources = [
      "arn:${data.aws_partition.current.partition}:sqs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:${var.name}-invocations-dead-letters"
    ]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [for topic in var.event_sources.topics : topic.arn]
    }
  }
}
