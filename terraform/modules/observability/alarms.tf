locals {
  period_seconds = 300

  api_alarms = {
    "api-4xx" = {
      metric      = "4xx"
      threshold   = var.thresholds.client_errors
      description = "Callers were refused more often than usual: expired tokens, a broken client, or an attacker."
    }
    "api-5xx" = {
      metric      = "5xx"
      threshold   = var.thresholds.server_errors
      description = "Requests failed on our side."
    }
  }
  function_alarms = merge([
    for name, function_name in var.functions : {
      "${name}-errors" = {
        function_name = function_name
        metric        = "Errors"
        threshold     = var.thresholds.function_errors
        description   = "The function ${name} ended in errors or timeouts."
      }
      "${name}-throttles" = {
        function_name = function_name
        metric        = "Throttles"
        threshold     = var.thresholds.function_throttles
        description   = "Lambda refused to run the function ${name}, because its concurrency or the account's is used up."
      }
    }
  ]...)

  socket_alarms = var.socket == null ? {} : {
    "socket-errors" = {
      metric      = "ExecutionError"
      threshold   = var.thresholds.socket_errors
      description = "API Gateway could not call a function for the WebSocket API, or waited for it in vain."
    }
  }

  # Alarms on a single metric of one service.
  metric_alarms = merge(
    {
      for name, alarm in local.api_alarms : name => {
        metric      = { namespace = "AWS/ApiGateway", name = alarm.metric, statistic = "Sum" }
        dimensions  = { ApiId = var.api.id, Stage = var.api.stage }
        threshold   = alarm.threshold
        description = alarm.description
      }
    },
    {
      for name, alarm in local.function_alarms : name => {
        metric      = { namespace = "AWS/Lambda", name = alarm.metric, statistic = "Sum" }
        dimensions  = { FunctionName = alarm.function_name }
        threshold   = alarm.threshold
        description = alarm.description
      }
    },
    {
      for name, alarm in local.socket_alarms : name => {
        metric      = { namespace = "AWS/ApiGateway", name = alarm.metric, statistic = "Sum" }
        dimensions  = { ApiId = var.socket.id, Stage = var.socket.stage }
        threshold   = alarm.threshold
        description = alarm.description
      }
    },
    {
      for name, queue in var.queues : "${name}-age" => {
        metric      = { namespace = "AWS/SQS", name = "ApproximateAgeOfOldestMessage", statistic = "Maximum" }
        dimensions  = { QueueName = queue }
        threshold   = var.thresholds.queue_age_seconds
        description = "A message of ${name} has waited longer than ${var.thresholds.queue_age_seconds} seconds."
      }
    },
    {
      for name, queue in var.dead_letter_queues : "${name}-dead-letters" => {
        metric      = { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", statistic = "Maximum" }
        dimensions  = { QueueName = queue }
        threshold   = 0
        description = "Messages of ${name} could not be processed. They are in the dead-letter queue."
      }
    },
  )

  # Alarms on a Metrics Insights query, which adds up all functions, however many there are. Alarms cannot use SEARCH.
  query_alarms = {
    for name, alarm in merge({
      "rate-limit-hits" = {
        metric      = "RateLimitHits"
        threshold   = var.thresholds.rate_limit_hits
        description = "Callers ran into our own rate limits more often than usual."
      }
      "rate-limit-errors" = {
        metric      = "RateLimitErrors"
        threshold   = var.thresholds.rate_limit_errors
        description = "Requests could not be counted against their limits. Most are let through uncounted; those of the public chat are refused."
      }
      }, var.socket == null ? {} : {
      "slow-connections" = {
        metric      = "SlowConnections"
        threshold   = var.thresholds.slow_connections
        description = "API Gateway throttled frames to connections (429): clients read too slowly, or the account's rate is used up."
      }
      "failed-posts" = {
        metric      = "FailedPosts"
        threshold   = var.thresholds.failed_posts
        description = "Frames to connections failed, other than by a throttle or because the connection was closed."
      }
      }) : name => {
      query       = "SELECT SUM(${alarm.metric}) FROM SCHEMA(\"${var.metric_namespace}\", environment, service) WHERE environment = '${var.environment}'"
      threshold   = alarm.threshold
      description = alarm.description
    }
  }

  alarms = merge(
    { for name, alarm in local.metric_alarms : name => merge(alarm, { query = null }) },
    { for name, alarm in local.query_alarms : name => merge(alarm, { metric = null, dimensions = null }) },
  )
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name_prefix}-${each.key}"
  alarm_description   = each.value.description
  namespace           = try(each.value.metric.namespace, null)
  metric_name         = try(each.value.metric.name, null)
  statistic           = try(each.value.metric.statistic, null)
  dimensions          = each.value.dimensions
  period              = each.value.query == null ? local.period_seconds : null
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
  tags                = var.tags

  dynamic "metric_query" {
    for_each = each.value.query == null ? [] : [each.value.query]
    content {
      id          = "query"
      expression  = metric_query.value
      period      = local.period_seconds
      return_data = true
    }
  }
}
