output "bucket" {
  description = "The bucket's name, for the setting `bucket` of the backend."
  value       = module.state.bucket
}

output "lock_table_name" {
  description = "The lock table's name, for the setting `dynamodb_table` of the backend; null if there is none."
  value       = module.state.lock_table_name
}
