data "aws_region" "current" {}

output "user_pool" {
  description = "The pool's id and ARN."
  value       = { id = aws_cognito_user_pool.this.id, arn = aws_cognito_user_pool.this.arn }
}

output "issuer" {
  description = "The `iss` claim of every token."
  value       = "https://${aws_cognito_user_pool.this.endpoint}"
}

output "jwks_uri" {
  description = "The address of the public keys that every token is signed with."
  value       = "https://${aws_cognito_user_pool.this.endpoint}/.well-known/jwks.json"
}

output "web_client_id" {
  description = "The client that staff sign in with."
  value       = aws_cognito_user_pool_client.web.id
}

output "service_client_ids" {
  description = "The service clients' ids, by name. `aws cognito-idp describe-user-pool-client` shows their secrets."
  value       = { for name, client in aws_cognito_user_pool_client.service : name => client.id }
}

output "scopes" {
  description = "The full names of the resource server's scopes."
  value       = aws_cognito_resource_server.this.scope_identifiers
}

output "token_url" {
  description = "The address where service clients get their access tokens."
  value       = "https://${aws_cognito_user_pool_domain.this.domain}.auth.${data.aws_region.current.name}.amazoncognito.com/oauth2/token"
}

output "deletion_protection" {
  description = "Whether Cognito refuses to delete the pool."
  value       = aws_cognito_user_pool.this.deletion_protection == "ACTIVE"
}
