data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  # We build the ARNs ourselves, because they are needed before the queues exist: a queue and its dead-letter queue name
  # each other, and a policy names its own queue.
  arn_prefix       = "arn:${data.aws_partition.current.partition}:sqs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}"
  queue_arns       = { for name in keys(var.queues) : name => "${local.arn_prefix}:${var.name_prefix}-${name}" }
  dead_letter_arns = { for name, arn in local.queue_arns : name => "${arn}-dead-letters" }
}

# We use SQS's own encryption. SNS cannot use the key alias/aws/sqs: what it sends to such a queue is lost without an
# error.
resource "aws_sqs_queue" "this" {
  for_each = var.queues

  name                       = "${var.name_prefix}-${each.key}"
  visibility_timeout_seconds = each.value.visibility_seconds
  receive_wait_time_seconds  = 20 # the longest long polling: an empty receive costs as much as a full one
  sqs_managed_sse_enabled    = true
  policy                     = contains(keys(local.queue_policies), "${each.key}/queue") ? data.aws_iam_policy_document.queue["${each.key}/queue"].json : null
  tags                       = var.tags

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters[each.key].arn
    maxReceiveCount     = each.value.max_receives
  })
}

# Dead letters are kept as long as SQS allows. A message keeps the time when it was first sent, so with less, one that
# was retried for a long time would soon be gone.
resource "aws_sqs_queue" "dead_letters" {
  for_each = var.queues

  name                      = "${var.name_prefix}-${each.key}-dead-letters"
  message_retention_seconds = 1209600 # 14 days
  sqs_managed_sse_enabled   = true
  policy                    = contains(keys(local.queue_policies), "${each.key}/dead-letters") ? data.aws_iam_policy_document.queue["${each.key}/dead-letters"].json : null
  tags                      = var.tags

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [local.queue_arns[each.key]]
  })
}

# SNS may send messages to the queue, and undeliverable ones to its dead letters, on behalf of the subscribed topics. The
# readers may take messages from the queue, but not from its dead letters.
locals {
  queue_policies = {
    for key, policy in merge([
      for name, queue in var.queues : {
        "${name}/queue"        = { arn = local.queue_arns[name], topics = queue.subscriptions[*].topic, readers = queue.readers }
        "${name}/dead-letters" = { arn = local.dead_letter_arns[name], topics = queue.subscriptions[*].topic, readers = toset([]) }
      }
    ]...) : key => policy if length(policy.topics) + length(policy.readers) > 0
  }
}

data "aws_iam_policy_document" "queue" {
  for_each = local.queue_policies

  dynamic "statement" {
    for_each = length(each.value.topics) == 0 ? [] : [each.value.topics]
    content {
      sid       = "LetTopicsSend"
      actions   = ["sqs:SendMessage"]
      resources = [each.value.arn]

      principals {
        type        = "Service"
        identifiers = ["sns.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [for topic in statement.value : aws_sns_topic.this[topic].arn]
      }
    }
  }

  dynamic "statement" {
    for_each = length(each.value.readers) == 0 ? [] : [each.value.readers]
    content {
      sid       = "LetReadersReceive"
      actions   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage"]
      resources = [each.value.arn]

      principals {
        type        = "AWS"
        identifiers = [for reader in statement.value : "arn:${data.aws_partition.current.partition}:iam::${reader}:root"]
      }
    }
  }
}
