output "bucket" {
  description = "The bucket, for the backend's `bucket`."
  value       = module.state.bucket
}

output "lock_table_name" {
  description = "The lock table, for the backend's `dynamodb_table`; null if there is none."
  value       = module.state.lock_table_name
}
