# AWS lets API Gateway write to a log group by listing it in a resource policy, which can hold only 5,120 characters for
# the whole region. Log groups under /aws/vendedlogs/ do not need an entry there.
resource "aws_cloudwatch_log_group" "events" {
  name              = "/aws/vendedlogs/apigateway/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
  tags              = var.tags
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = var.stage_name
  auto_deploy = true
  tags        = var.tags

  default_route_settings {
    # If the stage of a WebSocket API has settings but no throttle, it lets nothing through.
    throttling_burst_limit   = var.throttle.burst
    throttling_rate_limit    = var.throttle.rate
    detailed_metrics_enabled = var.detailed_metrics
    # Execution logs would show a handshake's query, which contains the token.
    data_trace_enabled = false
    logging_level      = "OFF"
  }

  # The query must not be logged: browsers have to send their token in it.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.events.arn
    format = jsonencode({
      gateway_request_id = "$context.requestId"
      invocation_id      = "$context.integration.requestId"
      connection_id      = "$context.connectionId"
      time               = "$context.requestTimeEpoch"
      source_ip          = "$context.identity.sourceIp"
      route              = "$context.routeKey"
      event              = "$context.eventType"
      status             = "$context.status"
      integration_ms     = "$context.integrationLatency"
      integration_error  = "$context.integrationErrorMessage"
      authorizer_error   = "$context.authorizer.error"
      gateway_error      = "$context.error.message"
    })
  }

  # The stage deploys whatever exists when it is created. AWS also rejects a stage with logs if the account has no role
  # for them.
  depends_on = [
    aws_apigatewayv2_route.this,
    aws_apigatewayv2_route_response.this,
    aws_api_gateway_account.this,
  ]
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
  stage       = aws_apigatewayv2_stage.this.id
}
