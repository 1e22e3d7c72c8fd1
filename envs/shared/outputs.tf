# What an environment tells its users. The local stack gives the same under the same names, so that scripts work with both.

output "api_url" {
  description = "Where the HTTP API is, without a slash at its end."
  value       = module.http_api.url
}

output "region" {
  description = "The AWS region."
  value       = data.aws_region.current.name
}

output "environment" {
  description = "The environment's name."
  value       = var.environment
}

output "name_prefix" {
  description = "What every name begins with."
  value       = local.name_prefix
}

output "user_pool_id" {
  description = "The Cognito user pool."
  value       = module.identity.user_pool.id
}

output "user_pool_arn" {
  description = "The Cognito user pool's ARN."
  value       = module.identity.user_pool.arn
}

output "issuer" {
  description = "The `iss` of every token."
  value       = module.identity.issuer
}

output "token_url" {
  description = "Where service clients get their access tokens."
  value       = module.identity.token_url
}

output "web_client_id" {
  description = "The client that staff sign in with."
  value       = module.identity.web_client_id
}

output "service_client_id" {
  description = "The first service client."
  value       = module.identity.service_client_ids[var.service_clients[0]]
}

output "service_client_ids" {
  description = "All service clients, by name."
  value       = module.identity.service_client_ids
}

output "function_names" {
  description = "The functions' full names, by their name in the manifest."
  value       = { for name, fn in module.function : name => fn.name }
}

output "live_alias" {
  description = "The alias that callers reach."
  value       = one(distinct([for fn in module.function : fn.alias.name]))
}

output "live_versions" {
  description = "The version that the alias was pointed to by this deployment, by function: what `make rollback` goes back through."
  value       = { for name, fn in module.function : name => fn.version }
}

output "log_group_names" {
  description = "The log groups: one for each function, and `api` for the access log."
  value       = merge({ for name, fn in module.function : name => fn.log_group_name }, { api = module.http_api.access_log_group_name })
}

output "table_names" {
  description = "The tables' full names, by their name in the manifest."
  value       = { for name, table in module.tables.tables : name => table.name }
}

output "secret_names" {
  description = "Where `aws secretsmanager put-secret-value` puts the secrets."
  value       = module.secrets.names
}

output "alarm_topic_arn" {
  description = "The topic that alarms are published to."
  value       = module.observability.alarm_topic_arn
}

output "dashboard_url" {
  description = "The dashboard in the AWS console."
  value       = module.observability.dashboard_url
}

output "domain_target" {
  description = "Where the DNS record of your own domain name points; null without one."
  value       = module.http_api.domain_target
}

output "source_hash" {
  description = "The sources that are deployed."
  value       = var.manifest.source_hash
}

output "openai_base_url" {
  description = "The OpenAI-compatible server that is asked."
  value       = var.openai.base_url
}

output "openai_model" {
  description = "The model asked of it."
  value       = var.openai.model
}

output "throttles" {
  description = "What API Gateway lets through: by every route, and by routes with a throttle of their own."
  value       = module.http_api.throttles
}

output "reserved_concurrency" {
  description = "Concurrency reserved by function; -1 is none."
  value       = { for name, fn in module.function : name => fn.reserved_concurrency }
}

output "deletion_protection" {
  description = "Whether AWS refuses to delete tables or the user pool."
  value       = module.tables.deletion_protection || module.identity.deletion_protection
}

output "alarm_thresholds" {
  description = "How many in five minutes are still normal, by the alarm's name."
  value       = module.observability.alarm_thresholds
}

output "openai_embedding_model" {
  description = "The embedding model asked of it; empty for none."
  value       = var.openai.embedding_model
}
