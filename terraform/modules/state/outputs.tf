output "bucket" {
  description = "The bucket's name, for the setting `bucket` of the backend."
  value       = aws_s3_bucket.this.bucket
}

output "lock_table_name" {
  description = "The lock table's name, for the setting `dynamodb_table` of the backend; null if there is none."
  value       = one(aws_dynamodb_table.lock[*].name)
}
