# The production environment: the stack with the values for production. The other files of this folder are the same in
# every environment.

locals {
  # The folder's name. A copy of the folder is another environment from its first plan on.
  environment = basename(abspath(path.root))
}

module "manifest" {
  source = "../../terraform/stack/manifest"

  dist    = var.dist
  sources = var.sources
}

module "frontdesk" {
  source = "../../terraform/stack"

  manifest    = module.manifest.manifest
  dist        = var.dist
  app         = var.app
  environment = local.environment

  stage                = "prod" # the stage of the manifest whose throttles apply
  deletion_protection  = coalesce(var.deletion_protection, true)
  secret_recovery_days = 30
  log_retention_days   = 90
  table_ceiling        = coalesce(var.table_ceiling, { read_units = 4000, write_units = 2000 })
  cors_origins         = coalesce(var.cors_origins, [])

  user_pool_tier         = var.user_pool_tier
  reserved_concurrency   = var.reserved_concurrency
  message_retention_days = var.message_retention_days
  topic_names            = var.topic_names
  outside_bots           = var.outside_bots
  service_clients        = var.service_clients
  openai                 = { base_url = var.openai_base_url, model = var.openai_model, embedding_model = var.openai_embedding_model }
  bedrock                = { region = var.bedrock_region, model = var.bedrock_model }
  domain                 = var.domain_name == null ? null : { name = var.domain_name, certificate_arn = var.certificate_arn }
  socket_domain          = var.socket_domain_name == null ? null : { name = var.socket_domain_name, certificate_arn = var.socket_certificate_arn }
  account_logging_role   = var.account_logging_role
  detailed_metrics       = var.detailed_metrics
  alarm_emails           = var.alarm_emails
  monthly_budget_usd     = var.monthly_budget_usd
}
