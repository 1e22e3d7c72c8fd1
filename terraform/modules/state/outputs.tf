output "bucket" {
  description = "The bucket, for the backend's `bucket`."
  value       = aws_s3_bucket.this.bucket
}

output "lock_table_name" {
  description = "The lock table, for the backend's `dynamodb_table`; null if there is none."
  value       = one(aws_dynamodb_table.lock[*].name)
}
