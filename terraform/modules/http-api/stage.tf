# AWS lets API Gateway write to a log group by listing it in a resource policy, which can hold only 5,120 characters for
# the whole region. Log groups under /aws/vendedlogs/ do not need an entry there.
resource "aws_cloudwatch_log_group" "requests" {
  name              = "/aws/vendedlogs/apigateway/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  tags              = var.tags
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true
  tags        = var.tags

  default_route_settings {
    throttling_burst_limit   = var.throttle.burst
    throttling_rate_limit    = var.throttle.rate
    detailed_metrics_enabled = var.detailed_metrics
  }

  dynamic "route_settings" {
    for_each = var.route_throttles
    content {
      route_key                = var.routes[route_settings.key].route_key
      throttling_burst_limit   = route_settings.value.burst
      throttling_rate_limit    = route_settings.value.rate
      detailed_metrics_enabled = var.detailed_metrics
    }
  }

  # The caller's own x-request-id cannot be logged here. The function's log has all three ids. We log the route's key
  # and not the path, because a path may contain a customer's phone number.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.requests.arn
    format = jsonencode({
      gateway_request_id = "$context.requestId"
      invocation_id      = "$context.integration.requestId"
      time               = "$context.requestTimeEpoch"
      source_ip          = "$context.identity.sourceIp"
      route              = "$context.routeKey"
      protocol           = "$context.protocol"
      status             = "$context.status"
      response_bytes     = "$context.responseLength"
      latency_ms         = "$context.responseLatency"
      integration_ms     = "$context.integrationLatency"
      integration_error  = "$context.integrationErrorMessage"
      authorizer_error   = "$context.authorizer.error"
      gateway_error      = "$context.error.message"
    })
  }

  # API Gateway accepts settings only for routes that already exist.
  depends_on = [aws_apigatewayv2_route.this]
}

resource "aws_apigatewayv2_domain_name" "this" {
  count = var.domain == null ? 0 : 1

  domain_name = var.domain.name
  tags        = var.tags

  domain_name_configuration {
    certificate_arn = var.domain.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "this" {
  count = var.domain == null ? 0 : 1

  api_id      = aws_apigatewayv2_api.this.id
  domain_name = aws_apigatewayv2_domain_name.this[0].id
  stage       = aws_apigatewayv2_stage.default.id
}
