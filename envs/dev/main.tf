# The numbers of the development environment.

locals {
  environment = "dev"
}

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

  deletion_protection  = var.deletion_protection
  secret_recovery_days = 0
  log_retention_days   = 14
  reserved_concurrency = var.reserved_concurrency
  service_clients      = ["voice-server"]
  cors_origins         = var.cors_origins
  openai               = { base_url = var.openai_base_url, model = var.openai_model, embedding_model = var.openai_embedding_model }
  domain               = var.domain_name == null ? null : { name = var.domain_name, certificate_arn = var.certificate_arn }
  detailed_metrics     = false
  alarm_emails         = var.alarm_emails
}
