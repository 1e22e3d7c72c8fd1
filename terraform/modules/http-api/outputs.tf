output "id" {
  description = "The API's id."
  value       = aws_apigatewayv2_api.this.id
}

output "url" {
  description = "The API's address, without a slash at the end."
  value       = var.domain == null ? aws_apigatewayv2_api.this.api_endpoint : "https://${var.domain.name}"
}

output "execution_arn" {
  description = "The start of the ARNs of the API's routes."
  value       = aws_apigatewayv2_api.this.execution_arn
}

output "stage_name" {
  description = "The name of the stage."
  value       = aws_apigatewayv2_stage.default.name
}

output "access_log_group_name" {
  description = "The log group of the access log."
  value       = aws_cloudwatch_log_group.requests.name
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

output "throttles" {
  description = "The throttles: the default, and those of the routes that have their own."
  value = {
    default = {
      burst = aws_apigatewayv2_stage.default.default_route_settings[0].throttling_burst_limit
      rate  = aws_apigatewayv2_stage.default.default_route_settings[0].throttling_rate_limit
    }
    routes = {
      for settings in aws_apigatewayv2_stage.default.route_settings :
      settings.route_key => { burst = settings.throttling_burst_limit, rate = settings.throttling_rate_limit }
    }
  }
}
