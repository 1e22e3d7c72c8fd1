# To let API Gateway write, AWS adds a log group to a resource policy that holds 5,120 characters for the whole region. Names
# under /aws/vendedlogs/ need no entry of their own there.
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
    # A stage of a WebSocket API that has settings and no throttle lets nothing through.
    throttling_burst_limit   = var.throttle.burst
    throttling_rate_limit    = var.throttle.rate
    detailed_metrics_enabled = var.detailed_metrics
    # Execution logs show a handshake's query, and so its token.
    data_trace_enabled = false
    logging_level      = "OFF"
  }

  # Never the query, in which a browser has to send its token.
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

  # What is deployed is what there is when the stage is made. A stage that logs is refused where the account may not.
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
