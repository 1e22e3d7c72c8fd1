data "aws_region" "current" {}

locals {
  # Metrics that the functions emit themselves, with one line for each service that emits them.
  own_metric = {
    for metric, statistic in {
      RateLimitHits   = "Sum"
      RateLimitErrors = "Sum"
      ModelLatency    = "p95"
      InputTokens     = "Sum"
      OutputTokens    = "Sum"
      SlowConnections = "Sum"
      FailedPosts     = "Sum"
      } : metric => [[{
        expression = "SEARCH('{\"${var.metric_namespace}\",environment,service} MetricName=\"${metric}\" environment=\"${var.environment}\"', '${statistic}', 300)"
        label      = "$${PROP('Dim.service')} ${metric}"
    }]]
  }
  lambda_metric = {
    for metric in ["Invocations", "Errors", "Throttles", "Duration"] : metric => [
      for name, function_name in var.functions : ["AWS/Lambda", metric, "FunctionName", function_name, { label = name }]
    ]
  }
  api_metric = {
    for metric in ["Count", "4xx", "5xx", "Latency", "IntegrationLatency"] : metric =>
    ["AWS/ApiGateway", metric, "ApiId", var.api.id, "Stage", var.api.stage, { label = metric }]
  }
  sockets = var.socket == null ? [] : [var.socket]
  socket_metric = merge([
    for socket in local.sockets : {
      for metric in ["ConnectCount", "MessageCount", "ClientError", "IntegrationError", "ExecutionError"] : metric =>
      ["AWS/ApiGateway", metric, "ApiId", socket.id, "Stage", socket.stage, { label = metric }]
    }
  ]...)
  queue_metric = concat(
    [for name, queue in var.queues : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue, { label = "${name} oldest (s)" }]],
    [for name, queue in var.dead_letter_queues : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue, { label = "${name} dead letters", yAxis = "right" }]],
  )

  graphs = concat(
    [
      { title = "API requests", stat = "Sum", metrics = [local.api_metric["Count"]] },
      { title = "API errors", stat = "Sum", metrics = [local.api_metric["4xx"], local.api_metric["5xx"]] },
      { title = "API latency, p95 (ms)", stat = "p95", metrics = [local.api_metric["Latency"], local.api_metric["IntegrationLatency"]] },
      { title = "Function invocations", stat = "Sum", metrics = local.lambda_metric["Invocations"] },
      { title = "Function duration, p95 (ms)", stat = "p95", metrics = local.lambda_metric["Duration"] },
      { title = "Function errors", stat = "Sum", metrics = local.lambda_metric["Errors"] },
      { title = "Function throttles", stat = "Sum", metrics = local.lambda_metric["Throttles"] },
      { title = "Rate-limit hits", stat = "Sum", metrics = local.own_metric["RateLimitHits"] },
      { title = "Rate-limit errors", stat = "Sum", metrics = local.own_metric["RateLimitErrors"] },
      { title = "Model latency, p95 (ms)", stat = "p95", metrics = local.own_metric["ModelLatency"] },
      { title = "Model tokens", stat = "Sum", metrics = concat(local.own_metric["InputTokens"], local.own_metric["OutputTokens"]) },
    ],
    flatten([for socket in local.sockets : [
      { title = "WebSocket connections and messages", stat = "Sum", metrics = [local.socket_metric["ConnectCount"], local.socket_metric["MessageCount"]] },
      { title = "WebSocket errors", stat = "Sum", metrics = [local.socket_metric["ClientError"], local.socket_metric["IntegrationError"], local.socket_metric["ExecutionError"]] },
      { title = "Frames not delivered", stat = "Sum", metrics = concat(local.own_metric["SlowConnections"], local.own_metric["FailedPosts"]) },
    ]]),
    length(local.queue_metric) == 0 ? [] : [{ title = "Queues", stat = "Maximum", metrics = local.queue_metric }],
  )
  columns = 3
  width   = 24 / local.columns
  height  = 6
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name_prefix

  dashboard_body = jsonencode({
    widgets = [
      for i, graph in local.graphs : {
        type   = "metric"
        x      = (i % local.columns) * local.width
        y      = floor(i / local.columns) * local.height
        width  = local.width
        height = local.height
        properties = {
          title   = graph.title
          region  = data.aws_region.current.name
          view    = "timeSeries"
          stat    = graph.stat
          period  = local.period_seconds
          metrics = graph.metrics
        }
      }
    ]
  })
}
