output "id" {
  description = "The API's id."
  value       = aws_apigatewayv2_api.this.id
}

output "url" {
  description = "The address to connect to, `wss://…`, without a slash at its end."
  value       = var.domain == null ? "${aws_apigatewayv2_api.this.api_endpoint}/${aws_apigatewayv2_stage.this.name}" : "wss://${var.domain.name}"
}

# These three follow from the API alone, not from its stage: so they can be given to the very functions that the stage waits for.

output "callback_url" {
  description = "Where messages are sent to connections; `/@connections/ID` comes after. API Gateway's own address, with a domain name too."
  value       = "${replace(aws_apigatewayv2_api.this.api_endpoint, "wss://", "https://")}/${var.stage_name}"
}

output "execution_arn" {
  description = "What the ARNs of the stage's routes and connections begin with."
  value       = "${aws_apigatewayv2_api.this.execution_arn}/${var.stage_name}"
}

output "connections_arn" {
  description = "The resource of `execute-api:ManageConnections`: all connections of the stage, with any method."
  value       = "${aws_apigatewayv2_api.this.execution_arn}/${var.stage_name}/*/@connections/*"
}

output "stage_name" {
  description = "The stage that is served."
  value       = aws_apigatewayv2_stage.this.name
}

output "access_log_group_name" {
  description = "The log group of the access log."
  value       = aws_cloudwatch_log_group.events.name
}

output "domain_target" {
  description = "Where the DNS record of your own domain name points (an alias record: name and hosted zone). Null without one."
  value = one([
    for domain in aws_apigatewayv2_domain_name.this : {
      name    = domain.domain_name_configuration[0].target_domain_name
      zone_id = domain.domain_name_configuration[0].hosted_zone_id
    }
  ])
}

output "throttle" {
  description = "What every route lets through."
  value = {
    burst = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_burst_limit
    rate  = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_rate_limit
  }
}
