# The same in both environments: envs/prod links here. What differs is in numbers.tf.

module "manifest" {
  source = "../shared/manifest"

  dist    = var.dist
  sources = var.sources
}

module "frontdesk" {
  source = "../shared"

  manifest    = module.manifest.manifest
  dist        = var.dist
  app         = var.app
  environment = local.environment
  stage       = local.numbers.stage

  deletion_protection  = coalesce(var.deletion_protection, local.numbers.deletion_protection)
  secret_recovery_days = local.numbers.secret_recovery_days
  log_retention_days   = local.numbers.log_retention_days
  reserved_concurrency = var.reserved_concurrency
  service_clients      = ["voice-server"]
  cors_origins         = coalesce(var.cors_origins, local.numbers.cors_origins)
  openai               = { base_url = var.openai_base_url, model = var.openai_model, embedding_model = var.openai_embedding_model }
  domain               = var.domain_name == null ? null : { name = var.domain_name, certificate_arn = var.certificate_arn }
  detailed_metrics     = local.numbers.detailed_metrics
  alarm_emails         = var.alarm_emails
}
