# The bucket that keeps the state of one environment, and of this configuration itself: scripts/bootstrap.sh.

module "state" {
  source = "../../terraform/modules/state"

  bucket_name     = var.bucket_name
  lock_table_name = var.lock_table_name
}
