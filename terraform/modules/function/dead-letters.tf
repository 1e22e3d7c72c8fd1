# Where a topic's message, an object's event or a schedule's time ends for which the function failed every time: nobody waits
# for its answer, so nobody else would know.

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

# Not just `<name>-dead-letters`: that is what a queue of the function's name would call its own.
resource "aws_sqs_queue" "dead_letters" {
  count = local.makes_queue ? 1 : 0

  name                      = "${var.name}-invocations-dead-letters"
  message_retention_seconds = 1209600 # 14 days, the most there is
  sqs_managed_sse_enabled   = true
  policy                    = length(var.event_sources.topics) == 0 ? null : one(data.aws_iam_policy_document.dead_letters[*].json)
  tags                      = var.tags
}

# What SNS cannot deliver at all (the function is gone, or may not be invoked any more) it puts there by itself.
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
