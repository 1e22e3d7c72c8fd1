# The bucket for the state of one environment, and for the state of this configuration. scripts/bootstrap.sh uses it.

module "state" {
  source = "../../terraform/modules/state"

  bucket_name     = var.bucket_name
  lock_table_name = var.lock_table_name
}
