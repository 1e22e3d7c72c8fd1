output "name" {
  description = "The function's name."
  value       = aws_lambda_function.this.function_name
}

output "arn" {
  description = "The function's ARN, without a version."
  value       = aws_lambda_function.this.arn
}

output "version" {
  description = "The latest published version, which the alias points to."
  value       = aws_lambda_function.this.version
}

output "alias" {
  description = "The alias: its name, its ARN, and the ARN that API Gateway needs to invoke it."
  value = {
    name       = aws_lambda_alias.this.name
    arn        = aws_lambda_alias.this.arn
    invoke_arn = aws_lambda_alias.this.invoke_arn
  }
}

output "role" {
  description = "The role's name and ARN, in case you want to add permissions."
  value       = { name = aws_iam_role.this.name, arn = aws_iam_role.this.arn }
}

output "log_group_name" {
  description = "The function's log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "reserved_concurrency" {
  description = "The reserved concurrency; -1 means none."
  value       = aws_lambda_function.this.reserved_concurrent_executions
}

output "dead_letters" {
  description = "The queue for invocations that failed for good; null if none was needed."
  value       = one([for queue in aws_sqs_queue.dead_letters : { name = queue.name, arn = queue.arn, url = queue.url }])
}

output "notification_arn" {
  description = "The alias's ARN, available once the buckets of `event_sources` may invoke it: S3 rejects a notification before that."
  value       = aws_lambda_alias.this.arn

  depends_on = [aws_lambda_permission.event_source]
}
