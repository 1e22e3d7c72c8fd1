# What tells development from the other environments. All else in this folder is the same in each.

locals {
  environment = "dev"

  numbers = {
    stage                = "dev" # of the manifest: whose throttles hold
    deletion_protection  = false
    secret_recovery_days = 0 # a name is free again at once
    log_retention_days   = 14
    detailed_metrics     = false
    cors_origins         = ["http://localhost:3000", "http://localhost:5173"]
  }
}
