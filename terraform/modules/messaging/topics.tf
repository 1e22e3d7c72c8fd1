resource "aws_sns_topic" "this" {
  for_each = var.topics

  name              = coalesce(each.value.name, "${var.name_prefix}-${each.key}")
  kms_master_key_id = var.topic_kms_key_id
  tags              = var.tags
}

locals {
  subscriptions = merge([
    for name, queue in var.queues : {
      for subscription in queue.subscriptions : "${name}/${subscription.topic}" => merge(subscription, { queue = name })
    }
  ]...)
}

resource "aws_sns_topic_subscription" "queue" {
  for_each = local.subscriptions

  topic_arn            = aws_sns_topic.this[each.value.topic].arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.this[each.value.queue].arn
  raw_message_delivery = true
  filter_policy        = each.value.filter == null ? null : jsonencode(each.value.filter)

  # If the queue refuses a message, SNS gives up at once, and the queue's own redrive policy does not apply.
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead_letters[each.value.queue].arn })
}

# Needed only if another account may subscribe. Within this account, the permissions of its roles are enough.
data "aws_iam_policy_document" "topic" {
  for_each = { for name, topic in var.topics : name => topic.subscribers if length(topic.subscribers) > 0 }

  dynamic "statement" {
    for_each = each.value
    content {
      sid       = "LetSubscribe${replace(title(replace(statement.key, "/[^A-Za-z0-9]/", " ")), " ", "")}"
      actions   = ["sns:Subscribe"]
      resources = [aws_sns_topic.this[each.key].arn]

      principals {
        type        = "AWS"
        identifiers = ["arn:${data.aws_partition.current.partition}:iam::${statement.value.account}:root"]
      }

      condition {
        test     = "StringEquals"
        variable = "sns:Protocol"
        values   = statement.value.protocols
      }

      condition {
        test     = "StringLike"
        variable = "sns:Endpoint"
        values   = [statement.value.endpoint]
      }
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  for_each = data.aws_iam_policy_document.topic

  arn    = aws_sns_topic.this[each.key].arn
  policy = each.value.json
}
