output "name" {
  description = "The function's name."
  value       = aws_lambda_function.this.function_name
}

output "arn" {
  description = "The function's ARN, without a version."
  value       = aws_lambda_function.this.arn
}

output "version" {
  description = "The version that was published last, which the alias points to."
  value       = aws_lambda_function.this.version
}

output "alias" {
  description = "The alias: its name, its ARN, and the ARN by which API Gateway invokes it."
  value = {
    name       = aws_lambda_alias.this.name
    arn        = aws_lambda_alias.this.arn
    invoke_arn = aws_lambda_alias.this.invoke_arn
  }
}

output "role" {
  description = "The role's name and ARN, for grants of your own."
  value       = { name = aws_iam_role.this.name, arn = aws_iam_role.this.arn }
}

output "log_group_name" {
  description = "Where it logs."
  value       = aws_cloudwatch_log_group.this.name
}

output "reserved_concurrency" {
  description = "The concurrency that is reserved; -1 is none."
  value       = aws_lambda_function.this.reserved_concurrent_executions
}

output "dead_letters" {
  description = "The queue that was made for invocations that failed for good; null where none was needed."
  value       = one([for queue in aws_sqs_queue.dead_letters : { name = queue.name, arn = queue.arn, url = queue.url }])
}

output "notification_arn" {
  description = "The alias's ARN once the buckets of `event_sources` may invoke it: S3 refuses a notification before."
  value       = aws_lambda_alias.this.arn

  depends_on = [aws_lambda_permission.event_source]
}
