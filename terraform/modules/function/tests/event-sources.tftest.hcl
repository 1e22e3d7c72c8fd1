# What invokes a function.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name    = "shop-orders"
  package = { filename = "orders.zip", code_sha256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
}

run "without_event_sources_there_is_no_queue_and_no_other_role" {
  assert {
    condition     = length(aws_sqs_queue.dead_letters) == 0 && length(aws_iam_role.schedules) == 0 && output.dead_letters == null && length(aws_lambda_function.this.dead_letter_config) == 0
    error_message = "Resources were made though there are no event sources."
  }
}

run "a_queue_invokes_the_alias_with_batches_that_may_fail_in_part" {
  variables {
    event_sources = {
      queues = {
        jobs = { arn = "arn:aws:sqs:us-east-1:123456789012:shop-jobs", batch_size = 20, batching_window_seconds = 3, maximum_concurrency = 4 }
      }
    }
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue["jobs"].function_name == aws_lambda_alias.this.arn && aws_lambda_event_source_mapping.queue["jobs"].event_source_arn == "arn:aws:sqs:us-east-1:123456789012:shop-jobs"
    error_message = "The queue does not invoke the alias, so a rollback would not apply to it."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.queue["jobs"].function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "After one failure the whole batch would be delivered again."
  }
  assert {
    condition = [
      aws_lambda_event_source_mapping.queue["jobs"].batch_size,
      aws_lambda_event_source_mapping.queue["jobs"].maximum_batching_window_in_seconds,
      aws_lambda_event_source_mapping.queue["jobs"].scaling_config[0].maximum_concurrency,
    ] == [20, 3, 4]
    error_message = "The settings of the queue are wrong."
  }
  assert {
    condition = [for s in data.aws_iam_policy_document.grants.statement : [s.actions, s.resources] if s.sid == "ReceiveMessages"] == [[
      toset(["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]), toset(["arn:aws:sqs:us-east-1:123456789012:shop-jobs"])
    ]]
    error_message = "The role may not receive messages, or may do more than that."
  }
  assert {
    condition     = length(aws_sqs_queue.dead_letters) == 0
    error_message = "The function has a dead-letter queue, though its SQS queue has one of its own."
  }
}

run "a_queue_uses_two_concurrent_invocations_by_default" {
  variables {
    event_sources = { queues = { jobs = { arn = "arn:aws:sqs:us-east-1:123456789012:shop-jobs" } } }
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue["jobs"].scaling_config[0].maximum_concurrency == 2
    error_message = "A busy queue could take the account's whole concurrency."
  }
}

run "queues_that_may_use_more_than_the_reserved_concurrency_are_refused" {
  command = plan
  variables {
    reserved_concurrency = 3
    event_sources = {
      queues = {
        jobs  = { arn = "arn:aws:sqs:us-east-1:123456789012:shop-jobs" }
        mails = { arn = "arn:aws:sqs:us-east-1:123456789012:shop-mails" }
      }
    }
  }
  expect_failures = [aws_lambda_event_source_mapping.queue]
}

run "a_maximum_concurrency_of_one_is_refused" {
  command = plan
  variables {
    event_sources = { queues = { jobs = { arn = "arn:aws:sqs:us-east-1:123456789012:shop-jobs", maximum_concurrency = 1 } } }
  }
  expect_failures = [var.event_sources]
}

run "a_large_batch_without_a_window_is_refused" {
  command = plan
  variables {
    event_sources = { queues = { jobs = { arn = "arn:aws:sqs:us-east-1:123456789012:shop-jobs", batch_size = 11 } } }
  }
  expect_failures = [var.event_sources]
}

run "a_topic_invokes_the_alias_with_messages_that_match_its_filter" {
  variables {
    event_sources = { topics = { events = { arn = "arn:aws:sns:us-east-1:123456789012:shop-events", filter = { event = ["placed"] } } } }
  }

  assert {
    condition     = aws_sns_topic_subscription.topic["events"].protocol == "lambda" && aws_sns_topic_subscription.topic["events"].endpoint == aws_lambda_alias.this.arn && jsondecode(aws_sns_topic_subscription.topic["events"].filter_policy) == { event = ["placed"] }
    error_message = "The topic does not invoke the alias, or without the filter."
  }
  assert {
    condition     = aws_lambda_permission.event_source["topic-events"].principal == "sns.amazonaws.com" && aws_lambda_permission.event_source["topic-events"].source_arn == "arn:aws:sns:us-east-1:123456789012:shop-events" && aws_lambda_permission.event_source["topic-events"].qualifier == "live"
    error_message = "Another topic may invoke the function, or this one may not."
  }
  assert {
    condition     = jsondecode(aws_sns_topic_subscription.topic["events"].redrive_policy).deadLetterTargetArn == aws_sqs_queue.dead_letters[0].arn
    error_message = "Messages that cannot be delivered are lost."
  }
  assert {
    condition     = one(data.aws_iam_policy_document.dead_letters[0].statement).resources == toset(["arn:aws:sqs:us-east-1:123456789012:shop-orders-invocations-dead-letters"])
    error_message = "The topic may not send undeliverable messages to the dead-letter queue."
  }
}

run "a_bucket_may_invoke_it_only_if_this_account_owns_the_bucket" {
  variables {
    event_sources = { buckets = { uploads = { arn = "arn:aws:s3:::shop-uploads" } } }
  }

  assert {
    condition     = aws_lambda_permission.event_source["bucket-uploads"].principal == "s3.amazonaws.com" && aws_lambda_permission.event_source["bucket-uploads"].source_arn == "arn:aws:s3:::shop-uploads" && aws_lambda_permission.event_source["bucket-uploads"].source_account == "123456789012"
    error_message = "A bucket of another account could invoke it."
  }
}

run "a_schedule_invokes_the_alias_with_the_scheduled_time" {
  variables {
    event_sources = {
      schedules = { nightly = { name = "shop-nightly", expression = "cron(0 3 * * ? *)", input = { schedule = "nightly" } } }
    }
  }

  assert {
    condition     = aws_scheduler_schedule.this["nightly"].target[0].input == "{\"schedule\":\"nightly\",\"time\":\"<aws.scheduler.scheduled-time>\"}"
    error_message = "The input does not have the words in angle brackets that Scheduler replaces by the time."
  }
  assert {
    condition     = aws_scheduler_schedule.this["nightly"].target[0].arn == aws_lambda_alias.this.arn && aws_scheduler_schedule.this["nightly"].flexible_time_window[0].mode == "OFF" && aws_scheduler_schedule.this["nightly"].schedule_expression_timezone == "UTC"
    error_message = "The schedule invokes the wrong target, or at the wrong time."
  }
  assert {
    condition     = { for s in data.aws_iam_policy_document.schedules[0].statement : s.sid => s.resources } == { Invoke = toset([aws_lambda_alias.this.arn]), SendDeadLetters = toset([aws_sqs_queue.dead_letters[0].arn]) }
    error_message = "The schedule's role may do more than invoke the alias."
  }
}

run "an_invalid_schedule_is_refused" {
  command = plan
  variables {
    event_sources = { schedules = { nightly = { name = "shop-nightly", expression = "0 3 * * *" } } }
  }
  expect_failures = [var.event_sources]
}

run "failed_asynchronous_invocations_are_kept_encrypted_for_14_days" {
  variables {
    event_sources = { buckets = { uploads = { arn = "arn:aws:s3:::shop-uploads" } } }
  }

  assert {
    condition     = aws_lambda_function.this.dead_letter_config[0].target_arn == aws_sqs_queue.dead_letters[0].arn && aws_sqs_queue.dead_letters[0].sqs_managed_sse_enabled && aws_sqs_queue.dead_letters[0].message_retention_seconds == 1209600
    error_message = "Failed events are lost, or kept for too short a time."
  }
  assert {
    condition     = [for s in data.aws_iam_policy_document.grants.statement : s.actions if s.sid == "SendDeadLetters"] == [toset(["sqs:SendMessage"])]
    error_message = "The function's role, which Lambda uses for this, may not send to the dead-letter queue."
  }
}

run "your_own_dead_letter_queue_replaces_the_default_one" {
  variables {
    dead_letter_arn = "arn:aws:sqs:us-east-1:123456789012:shop-failed"
    event_sources   = { buckets = { uploads = { arn = "arn:aws:s3:::shop-uploads" } } }
  }

  assert {
    condition     = length(aws_sqs_queue.dead_letters) == 0 && aws_lambda_function.this.dead_letter_config[0].target_arn == "arn:aws:sqs:us-east-1:123456789012:shop-failed"
    error_message = "There are two dead-letter queues."
  }
}
