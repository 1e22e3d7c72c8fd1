# The same in both environments: envs/prod links here.

output "api_url" {
  description = "Where the HTTP API is, without a slash at its end."
  value       = module.frontdesk.api_url
}

output "region" {
  description = "The AWS region."
  value       = module.frontdesk.region
}

output "environment" {
  description = "The environment's name."
  value       = module.frontdesk.environment
}

output "name_prefix" {
  description = "What every name begins with."
  value       = module.frontdesk.name_prefix
}

output "user_pool_id" {
  description = "The Cognito user pool."
  value       = module.frontdesk.user_pool_id
}

output "user_pool_arn" {
  description = "The Cognito user pool's ARN."
  value       = module.frontdesk.user_pool_arn
}

output "issuer" {
  description = "The `iss` of every token."
  value       = module.frontdesk.issuer
}

output "token_url" {
  description = "Where service clients get their access tokens."
  value       = module.frontdesk.token_url
}

output "web_client_id" {
  description = "The client that staff sign in with."
  value       = module.frontdesk.web_client_id
}

output "service_client_id" {
  description = "The first service client."
  value       = module.frontdesk.service_client_id
}

output "service_client_ids" {
  description = "All service clients, by name."
  value       = module.frontdesk.service_client_ids
}

output "function_names" {
  description = "The functions' full names, by their name in the manifest."
  value       = module.frontdesk.function_names
}

output "live_alias" {
  description = "The alias that callers reach."
  value       = module.frontdesk.live_alias
}

output "live_versions" {
  description = "The version that the alias was pointed to by this deployment, by function: what `make rollback` goes back through."
  value       = module.frontdesk.live_versions
}

output "log_group_names" {
  description = "The log groups: one for each function, and `api` for the access log."
  value       = module.frontdesk.log_group_names
}

output "table_names" {
  description = "The tables' full names, by their name in the manifest."
  value       = module.frontdesk.table_names
}

output "secret_names" {
  description = "Where `aws secretsmanager put-secret-value` puts the secrets."
  value       = module.frontdesk.secret_names
}

output "alarm_topic_arn" {
  description = "The topic that alarms are published to."
  value       = module.frontdesk.alarm_topic_arn
}

output "dashboard_url" {
  description = "The dashboard in the AWS console."
  value       = module.frontdesk.dashboard_url
}

output "domain_target" {
  description = "Where the DNS record of your own domain name points; null without one."
  value       = module.frontdesk.domain_target
}

output "source_hash" {
  description = "The sources that are deployed."
  value       = module.frontdesk.source_hash
}

output "openai_base_url" {
  description = "The OpenAI-compatible server that is asked."
  value       = module.frontdesk.openai_base_url
}

output "openai_model" {
  description = "The model asked of it."
  value       = module.frontdesk.openai_model
}

output "throttles" {
  description = "What API Gateway lets through: by every route, and by routes with a throttle of their own."
  value       = module.frontdesk.throttles
}

output "reserved_concurrency" {
  description = "Concurrency reserved by function; -1 is none."
  value       = module.frontdesk.reserved_concurrency
}

output "deletion_protection" {
  description = "Whether AWS refuses to delete tables or the user pool."
  value       = module.frontdesk.deletion_protection
}

output "alarm_thresholds" {
  description = "How many in five minutes are still normal, by the alarm's name."
  value       = module.frontdesk.alarm_thresholds
}

output "openai_embedding_model" {
  description = "The embedding model asked of it; empty for none."
  value       = module.frontdesk.openai_embedding_model
}
