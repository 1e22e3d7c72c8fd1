output "id" {
  description = "The API's id."
  value       = aws_apigatewayv2_api.this.id
}

# These four outputs depend on the API alone and not on its stage. So they can be given to the functions for which the
# stage has to wait.

output "url" {
  description = "The address to connect to, `wss://…`, without a slash at the end."
  value       = var.domain == null ? "${aws_apigatewayv2_api.this.api_endpoint}/${var.stage_name}" : "wss://${var.domain.name}"
}

output "callback_url" {
  description = "The address for messages to connections; add `/@connections/ID`. It is API Gateway's own address, even if there is a domain name."
  value       = "${replace(aws_apigatewayv2_api.this.api_endpoint, "wss://", "https://")}/${var.stage_name}"
}

output "execution_arn" {
  description = "The start of the ARNs of the stage's routes and connections."
  value       = "${aws_apigatewayv2_api.this.execution_arn}/${var.stage_name}"
}

output "connections_arn" {
  description = "The resource for `execute-api:ManageConnections`: all connections of the stage, with any method."
  value       = "${aws_apigatewayv2_api.this.execution_arn}/${var.stage_name}/*/@connections/*"
}

output "stage_name" {
  description = "The name of the stage."
  value       = aws_apigatewayv2_stage.this.name
}

output "access_log_group_name" {
  description = "The log group of the access log."
  value       = aws_cloudwatch_log_group.events.name
}

output "domain_target" {
  description = "The target for the DNS record of your domain name (an alias record: name and hosted zone). Null if there is no domain name."
  value = one([
    for domain in aws_apigatewayv2_domain_name.this : {
      name    = domain.domain_name_configuration[0].target_domain_name
      zone_id = domain.domain_name_configuration[0].hosted_zone_id
    }
  ])
}

output "throttle" {
  description = "The throttle of every route."
  value = {
    burst = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_burst_limit
    rate  = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_rate_limit
  }
}
