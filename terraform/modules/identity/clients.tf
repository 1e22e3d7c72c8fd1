# The client that staff sign in with. A browser cannot keep a secret, so this client has none.
resource "aws_cognito_user_pool_client" "web" {
  name            = "${var.name_prefix}-web"
  user_pool_id    = aws_cognito_user_pool.this.id
  generate_secret = false

  explicit_auth_flows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]

  # `custom:tenant_id` can be read but not written, because it is missing from `write_attributes`.
  read_attributes  = ["custom:tenant_id", "email", "email_verified", "locale", "name"]
  write_attributes = ["locale", "name"]

  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
  id_token_validity             = var.web_client.token_minutes
  access_token_validity         = var.web_client.token_minutes
  refresh_token_validity        = var.web_client.refresh_days

  token_validity_units {
    id_token      = "minutes"
    access_token  = "minutes"
    refresh_token = "days"
  }
}

# Cognito generates the client's secret. It is the one secret that we cannot keep out of Terraform's state.
resource "aws_cognito_user_pool_client" "service" {
  for_each = var.service_clients

  name            = "${var.name_prefix}-service-${each.key}"
  user_pool_id    = aws_cognito_user_pool.this.id
  generate_secret = true

  # Without these three settings, Cognito would let users sign in with this client and write every standard attribute.
  # It requires at least one flow; with this one alone nobody can get a refresh token for the client.
  explicit_auth_flows = ["ALLOW_REFRESH_TOKEN_AUTH"]
  read_attributes     = ["name"]
  write_attributes    = ["name"]

  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = aws_cognito_resource_server.this.scope_identifiers

  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
  access_token_validity         = 60

  token_validity_units {
    access_token = "minutes"
  }
}
