output "tables" {
  description = "By the name given: each table's full name, its ARN, and its stream's ARN where it has one."
  value = {
    for name, table in aws_dynamodb_table.this : name => {
      name       = table.name
      arn        = table.arn
      stream_arn = table.stream_arn
    }
  }
}

output "deletion_protection" {
  description = "Whether DynamoDB refuses to delete any of the tables."
  value       = anytrue([for table in aws_dynamodb_table.this : table.deletion_protection_enabled])
}
