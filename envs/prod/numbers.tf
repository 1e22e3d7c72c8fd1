# What tells production from the other environments. All else in this folder is the same in each.

locals {
  environment = "prod"

  numbers = {
    stage                = "prod" # of the manifest: whose throttles hold
    deletion_protection  = true
    secret_recovery_days = 30
    log_retention_days   = 90
    detailed_metrics     = true # for each route, which CloudWatch charges for
    cors_origins         = []
  }
}
