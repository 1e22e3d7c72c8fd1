# What invokes the function. Everything invokes the alias, so that a rollback applies to all of it.

resource "aws_lambda_event_source_mapping" "queue" {
  for_each = var.event_sources.queues

  event_source_arn                   = each.value.arn
  function_name                      = aws_lambda_alias.this.arn
  batch_size                         = each.value.batch_size
  maximum_batching_window_in_seconds = each.value.batching_window_seconds
  function_response_types            = ["ReportBatchItemFailures"]
  tags                               = var.tags

  # Without a limit, one busy queue would take the account's whole concurrency, and throttled messages count as
  # received.
  scaling_config {
    maximum_concurrency = each.value.maximum_concurrency
  }

  # Lambda checks immediately that the role may read the queue.
  depends_on = [aws_iam_role_policy.this]

  lifecycle {
    replace_triggered_by = [terraform_data.role]

    precondition {
      condition = coalesce(var.reserved_concurrency, -1) < 0 || coalesce(var.reserved_concurrency, -1) >= sum([
        for queue in var.event_sources.queues : queue.maximum_concurrency
      ])
      error_message = "The queues' maximum concurrencies add up to more than the function's reserved concurrency, so the queues would throttle each other."
    }
  }
}

locals {
  # The services that may invoke the alias, and the resource on whose behalf.
  invokers = merge(
    { for name, topic in var.event_sources.topics : "topic-${name}" => { principal = "sns.amazonaws.com", arn = topic.arn, account = null } },
    {
      # A bucket's ARN contains no account, and somebody else could get the name after the bucket is deleted.
      for name, bucket in var.event_sources.buckets : "bucket-${name}" => {
        principal = "s3.amazonaws.com", arn = bucket.arn, account = data.aws_caller_identity.current.account_id
      }
    },
  )
}

resource "aws_lambda_permission" "event_source" {
  for_each = local.invokers

  statement_id   = "AllowInvocationBy-${each.key}"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.this.function_name
  qualifier      = aws_lambda_alias.this.name
  principal      = each.value.principal
  source_arn     = each.value.arn
  source_account = each.value.account

  lifecycle {
    replace_triggered_by = [terraform_data.role]
  }
}

resource "aws_sns_topic_subscription" "topic" {
  for_each = var.event_sources.topics

  topic_arn      = each.value.arn
  protocol       = "lambda"
  endpoint       = aws_lambda_alias.this.arn
  filter_policy  = each.value.filter == null ? null : jsonencode(each.value.filter)
  redrive_policy = local.makes_queue ? jsonencode({ deadLetterTargetArn = local.dead_letter_arn }) : null

  depends_on = [aws_lambda_permission.event_source]
}
