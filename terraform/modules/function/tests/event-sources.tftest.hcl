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
    error_message = "Something was made for event sources that there are not."
  }
}

run "a_queue_is_worked_off_by_the_alias_in_batches_that_may_fail_in_part" {
  variables {
    event_sources = {
      queues = {
        jobs = { arn = "arn:aws:sqs:us-east-1:123456789012:shop-jobs", batch_size = 20, batching_window_seconds = 3, maximum_concurrency = 4 }
      }
    }
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue["jobs"].function_name == aws_lambda_alias.this.arn && aws_lambda_event_source_mapping.queue["jobs"].event_source_arn == "arn:aws:sqs:us-east-1:123456789012:shop-jobs"
    error_message = "A rollback of the alias would not hold for the queue."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.queue["jobs"].function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "One failure has the whole batch delivered again."
  }
  assert {
    condition = [
      aws_lambda_event_source_mapping.queue["jobs"].batch_size,
      aws_lambda_event_source_mapping.queue["jobs"].maximum_batching_window_in_seconds,
      aws_lambda_event_source_mapping.queue["jobs"].scaling_config[0].maximum_concurrency,
    ] == [20, 3, 4]
    error_message = "The numbers are not those asked for."
  }
  assert {
    condition = [for s in data.aws_iam_policy_document.grants.statement : [s.actions, s.resources] if s.sid == "ReceiveMessages"] == [[
      toset(["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]), toset(["arn:aws:sqs:us-east-1:123456789012:shop-jobs"])
    ]]
    error_message = "The role may not take messages, or may do more."
  }
  assert {
    condition     = length(aws_sqs_queue.dead_letters) == 0
    error_message = "A queue has dead letters of its own: the function needs none."
  }
}

run "a_queue_takes_two_invocations_unless_told_otherwise" {
  variables {
    event_sources = { queues = { jobs = { arn = "arn:aws:sqs:us-east-1:123456789012:shop-jobs" } } }
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue["jobs"].scaling_config[0].maximum_concurrency == 2
    error_message = "A busy queue takes the account's whole concurrency."
  }
}

run "queues_that_may_use_more_than_is_reserved_are_refused" {
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

run "one_invocation_at_once_is_refused" {
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

run "a_topic_invokes_the_alias_with_what_its_filter_lets_through" {
  variables {
    event_sources = { topics = { events = { arn = "arn:aws:sns:us-east-1:123456789012:shop-events", filter = { event = ["placed"] } } } }
  }

  assert {
    condition     = aws_sns_topic_subscription.topic["events"].protocol == "lambda" && aws_sns_topic_subscription.topic["events"].endpoint == aws_lambda_alias.this.arn && jsondecode(aws_sns_topic_subscription.topic["events"].filter_policy) == { event = ["placed"] }
    error_message = "The topic does not invoke the alias, or with everything."
  }
  assert {
    condition     = aws_lambda_permission.event_source["topic-events"].principal == "sns.amazonaws.com" && aws_lambda_permission.event_source["topic-events"].source_arn == "arn:aws:sns:us-east-1:123456789012:shop-events" && aws_lambda_permission.event_source["topic-events"].qualifier == "live"
    error_message = "Another topic may invoke it, or this one may not."
  }
  assert {
    condition     = jsondecode(aws_sns_topic_subscription.topic["events"].redrive_policy).deadLetterTargetArn == aws_sqs_queue.dead_letters[0].arn
    error_message = "What cannot be delivered is lost."
  }
  assert {
    condition     = one(data.aws_iam_policy_document.dead_letters[0].statement).resources == toset(["arn:aws:sqs:us-east-1:123456789012:shop-orders-invocations-dead-letters"])
    error_message = "The topic may not put there what it cannot deliver."
  }
}

run "a_bucket_of_this_account_may_tell_it_of_objects" {
  variables {
    event_sources = { buckets = { uploads = { arn = "arn:aws:s3:::shop-uploads" } } }
  }

  assert {
    condition     = aws_lambda_permission.event_source["bucket-uploads"].principal == "s3.amazonaws.com" && aws_lambda_permission.event_source["bucket-uploads"].source_arn == "arn:aws:s3:::shop-uploads" && aws_lambda_permission.event_source["bucket-uploads"].source_account == "123456789012"
    error_message = "Somebody else's bucket of this name could invoke it."
  }
}

run "a_schedule_invokes_the_alias_and_tells_the_time" {
  variables {
    event_sources = {
      schedules = { nightly = { name = "shop-nightly", expression = "cron(0 3 * * ? *)", input = { schedule = "nightly" } } }
    }
  }

  assert {
    condition     = aws_scheduler_schedule.this["nightly"].target[0].input == "{\"schedule\":\"nightly\",\"time\":\"<aws.scheduler.scheduled-time>\"}"
    error_message = "Scheduler puts the time in place of the words in angle brackets, as they are."
  }
  assert {
    condition     = aws_scheduler_schedule.this["nightly"].target[0].arn == aws_lambda_alias.this.arn && aws_scheduler_schedule.this["nightly"].flexible_time_window[0].mode == "OFF" && aws_scheduler_schedule.this["nightly"].schedule_expression_timezone == "UTC"
    error_message = "It invokes something else, or at another time."
  }
  assert {
    condition     = { for s in data.aws_iam_policy_document.schedules[0].statement : s.sid => s.resources } == { Invoke = toset([aws_lambda_alias.this.arn]), SendDeadLetters = toset([aws_sqs_queue.dead_letters[0].arn]) }
    error_message = "Its role may do something else than invoke the alias."
  }
}

run "a_schedule_of_no_kind_is_refused" {
  command = plan
  variables {
    event_sources = { schedules = { nightly = { name = "shop-nightly", expression = "0 3 * * *" } } }
  }
  expect_failures = [var.event_sources]
}

run "what_nobody_waits_for_ends_in_a_queue_that_is_encrypted_and_keeps_it_for_14_days" {
  variables {
    event_sources = { buckets = { uploads = { arn = "arn:aws:s3:::shop-uploads" } } }
  }

  assert {
    condition     = aws_lambda_function.this.dead_letter_config[0].target_arn == aws_sqs_queue.dead_letters[0].arn && aws_sqs_queue.dead_letters[0].sqs_managed_sse_enabled && aws_sqs_queue.dead_letters[0].message_retention_seconds == 1209600
    error_message = "What the function fails at is lost, or soon."
  }
  assert {
    condition     = [for s in data.aws_iam_policy_document.grants.statement : s.actions if s.sid == "SendDeadLetters"] == [toset(["sqs:SendMessage"])]
    error_message = "Lambda may not send there: it does with the function's role."
  }
}

run "a_queue_of_your_own_takes_the_place_of_the_one_made" {
  variables {
    dead_letter_arn = "arn:aws:sqs:us-east-1:123456789012:shop-failed"
    event_sources   = { buckets = { uploads = { arn = "arn:aws:s3:::shop-uploads" } } }
  }

  assert {
    condition     = length(aws_sqs_queue.dead_letters) == 0 && aws_lambda_function.this.dead_letter_config[0].target_arn == "arn:aws:sqs:us-east-1:123456789012:shop-failed"
    error_message = "There are two places for what failed."
  }
}
