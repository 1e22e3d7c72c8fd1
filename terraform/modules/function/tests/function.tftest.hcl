# How a function runs.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name    = "shop-orders"
  package = { filename = "orders.zip", code_sha256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
}

run "the_alias_points_to_a_published_version" {
  assert {
    condition     = aws_lambda_function.this.publish && aws_lambda_alias.this.name == "live" && aws_lambda_alias.this.function_version == aws_lambda_function.this.version
    error_message = "The alias does not point to the published version."
  }
}

run "it_is_traced_and_keeps_json_logs_for_a_limited_time" {
  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active" && aws_lambda_function.this.logging_config[0].log_format == "JSON" && aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "Tracing, JSON logs or the logs' retention is not set."
  }
}

run "no_concurrency_is_reserved_unless_asked_for" {
  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == -1
    error_message = "Concurrency is reserved though nobody asked for it."
  }
}

run "concurrency_is_reserved_where_asked_for" {
  variables {
    reserved_concurrency = 10
  }

  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == 10
    error_message = "The reserved concurrency is not the one asked for."
  }
}

run "dead_letters_go_to_the_given_queue_and_the_role_allows_it" {
  variables {
    dead_letter_arn = "arn:aws:sqs:us-east-1:123456789012:orders-dlq"
  }

  assert {
    condition     = aws_lambda_function.this.dead_letter_config[0].target_arn == "arn:aws:sqs:us-east-1:123456789012:orders-dlq"
    error_message = "There is no dead-letter queue."
  }
  assert {
    condition     = toset(one([for s in data.aws_iam_policy_document.grants.statement : s.actions if s.sid == "SendDeadLetters"])) == toset(["sqs:SendMessage"])
    error_message = "The role may not send to its dead-letter queue."
  }
}

run "a_retention_that_cloudwatch_rejects_is_refused" {
  command = plan
  variables {
    log_retention_days = 10
  }
  expect_failures = [var.log_retention_days]
}
