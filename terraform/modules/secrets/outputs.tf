output "arns" {
  description = "Each secret's ARN, by its name in `secrets`."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }
}

output "names" {
  description = "Each secret's full name, by its name in `secrets`. `aws secretsmanager put-secret-value` needs it to set the value."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.name }
}
