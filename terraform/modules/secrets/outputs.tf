output "arns" {
  description = "Each secret's ARN, by the name given."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }
}

output "names" {
  description = "Each secret's full name, by the name given: where `aws secretsmanager put-secret-value` puts the value."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.name }
}
