mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name_prefix        = "shop-dev"
  environment        = "dev"
  metric_namespace   = "Shop"
  api                = { id = "mock", stage = "$default" }
  functions          = { orders = "shop-dev-orders" }
  queues             = { invoices = "shop-dev-invoices" }
  dead_letter_queues = { orders = "shop-dev-orders-dlq" }
}

run "the_thresholds_are_the_products" {
  assert {
    condition = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.threshold } == {
      "rate-limit-hits"     = 50
      "rate-limit-errors"   = 5
      "orders-errors"       = 5
      "orders-throttles"    = 5
      "api-4xx"             = 10
      "api-5xx"             = 5
      "invoices-age"        = 300
      "orders-dead-letters" = 0
    }
    error_message = "An alarm is missing, or its threshold is not the specified one."
  }
}

run "a_websocket_api_has_its_own_alarms_and_graphs" {
  variables {
    socket = { id = "socket", stage = "live" }
  }

  assert {
    condition = { for name in ["socket-errors", "slow-connections", "failed-posts"] : name => aws_cloudwatch_metric_alarm.this[name].threshold } == {
      "socket-errors"    = 5
      "slow-connections" = 100
      "failed-posts"     = 10
    }
    error_message = "An alarm is missing, or its threshold is not the specified one."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["socket-errors"].dimensions == tomap({ ApiId = "socket", Stage = "live" })
    error_message = "The alarm is about another API."
  }
  assert {
    condition     = one(aws_cloudwatch_metric_alarm.this["slow-connections"].metric_query).expression == "SELECT SUM(SlowConnections) FROM SCHEMA(\"Shop\", environment, service) WHERE environment = 'dev'"
    error_message = "The query is another."
  }
  assert {
    condition = length(setsubtract(
      ["WebSocket connections and messages", "WebSocket errors", "Frames not delivered"],
      [for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.properties.title],
    )) == 0
    error_message = "A graph is missing."
  }
}

run "an_alarm_says_when_a_message_waits_too_long" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["invoices-age"].metric_name == "ApproximateAgeOfOldestMessage" &&
      aws_cloudwatch_metric_alarm.this["invoices-age"].dimensions == tomap({ QueueName = "shop-dev-invoices" })
    )
    error_message = "The alarm is about something else."
  }
}

run "every_alarm_goes_off_above_its_threshold_in_five_minutes_and_notifies_the_topic" {
  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.this :
      alarm.comparison_operator == "GreaterThanThreshold" && alarm.evaluation_periods == 1 && alarm.alarm_actions == toset([aws_sns_topic.alarms.arn]) &&
      coalesce(alarm.period, try(one(alarm.metric_query).period, 0)) == 300
    ])
    error_message = "An alarm has the wrong period, or notifies nobody."
  }
}

run "rate_limit_hits_are_summed_over_all_functions" {
  assert {
    condition     = one(aws_cloudwatch_metric_alarm.this["rate-limit-hits"].metric_query).expression == "SELECT SUM(RateLimitHits) FROM SCHEMA(\"Shop\", environment, service) WHERE environment = 'dev'"
    error_message = "The query is another."
  }
}

run "requests_that_could_not_be_counted_are_summed_over_all_functions" {
  assert {
    condition     = one(aws_cloudwatch_metric_alarm.this["rate-limit-errors"].metric_query).expression == "SELECT SUM(RateLimitErrors) FROM SCHEMA(\"Shop\", environment, service) WHERE environment = 'dev'"
    error_message = "The query is another."
  }
}

run "the_dashboard_shows_what_the_product_promises" {
  assert {
    condition = [for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.properties.title] == [
      "API requests", "API errors", "API latency, p95 (ms)", "Function invocations", "Function duration, p95 (ms)", "Function errors",
      "Function throttles", "Rate-limit hits", "Rate-limit errors", "Model latency, p95 (ms)", "Model tokens", "Queues",
    ]
    error_message = "A graph is missing."
  }
}

run "no_budget_unless_asked_for" {
  assert {
    condition     = length(aws_budgets_budget.this) == 0 && [for s in data.aws_iam_policy_document.alarms.statement : s.sid] == ["LetAlarmsPublish"]
    error_message = "There is a budget, or a service other than CloudWatch may publish."
  }
}

run "a_budget_notifies_the_alarm_topic_before_and_when_it_is_used_up" {
  variables {
    monthly_budget_usd = 50
  }

  assert {
    condition = toset([
      for n in aws_budgets_budget.this[0].notification : "${n.notification_type} ${n.threshold} ${one(n.subscriber_sns_topic_arns)}"
      ]) == toset([
      "ACTUAL 80 ${aws_sns_topic.alarms.arn}", "ACTUAL 100 ${aws_sns_topic.alarms.arn}", "FORECASTED 100 ${aws_sns_topic.alarms.arn}",
    ])
    error_message = "The budget notifies somebody else, or at the wrong thresholds."
  }
  assert {
    condition     = toset(flatten([for s in data.aws_iam_policy_document.alarms.statement : [for p in s.principals : p.identifiers]])) == toset(["cloudwatch.amazonaws.com", "budgets.amazonaws.com"])
    error_message = "The budget may not publish to the topic."
  }
}

run "a_key_that_cloudwatch_cannot_use_is_refused" {
  command = plan
  variables {
    kms_key_arn = "alias/aws/sns"
  }
  expect_failures = [var.kms_key_arn]
}

run "an_invalid_address_is_refused" {
  command = plan
  variables {
    alarm_emails = ["nobody"]
  }
  expect_failures = [var.alarm_emails]
}
