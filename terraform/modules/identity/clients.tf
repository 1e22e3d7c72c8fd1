# What staff sign in with: a browser keeps no secret, so the client has none.
resource "aws_cognito_user_pool_client" "web" {
  name            = "${var.name_prefix}-web"
  user_pool_id    = aws_cognito_user_pool.this.id
  generate_secret = false

  explicit_auth_flows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]

  # `custom:tenant_id` can be read and, because it is not listed, not written.
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

# Cognito makes the secret itself; it is the one secret that Terraform's state cannot be kept free of.
resource "aws_cognito_user_pool_client" "service" {
  for_each = var.service_clients

  name            = "${var.name_prefix}-service-${each.key}"
  user_pool_id    = aws_cognito_user_pool.this.id
  generate_secret = true

  # Left out, Cognito would let users sign in with this client and write any standard attribute. It demands one flow at
  # least, and without the others nobody comes by a refresh token for this one.
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
