output "tables" {
  description = "For each table, by its name in `tables`: its full name, its ARN, and the ARN of its stream if it has one."
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
  description = "The most request units per second that each table serves; null if there is no ceiling."
  value = one(distinct([
    for table in aws_dynamodb_table.this : length(table.on_demand_throughput) == 0 ? null : {
      read_units  = table.on_demand_throughput[0].max_read_request_units
      write_units = table.on_demand_throughput[0].max_write_request_units
    }
  ]))
}
