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

output "ceiling" {
  description = "The request units a second above which each table throttles; null without a ceiling."
  value = one(distinct([
    for table in aws_dynamodb_table.this : length(table.on_demand_throughput) == 0 ? null : {
      read_units  = table.on_demand_throughput[0].max_read_request_units
      write_units = table.on_demand_throughput[0].max_write_request_units
    }
  ]))
}
