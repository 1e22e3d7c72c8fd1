mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name_prefix     = "shop"
  domain_prefix   = "shop-123456789012"
  groups          = { admin = "May change settings" }
  resource_server = { identifier = "shop", scopes = { "tenant.act" = "Act for a tenant" } }
  service_clients = ["crm"]
}

run "users_are_made_by_administrators_only_and_sign_in_by_email" {
  assert {
    condition     = aws_cognito_user_pool.this.admin_create_user_config[0].allow_admin_create_user_only && aws_cognito_user_pool.this.username_attributes == toset(["email"])
    error_message = "Anybody may sign up."
  }
}

run "a_tenant_is_never_changed_least_of_all_by_its_user" {
  assert {
    condition     = one([for a in aws_cognito_user_pool.this.schema : a.mutable if a.name == "tenant_id"]) == false
    error_message = "The tenant can be changed."
  }
  assert {
    condition     = !contains(aws_cognito_user_pool_client.web.write_attributes, "custom:tenant_id") && contains(aws_cognito_user_pool_client.web.read_attributes, "custom:tenant_id")
    error_message = "The web client may write the tenant, or cannot read it."
  }
}

run "the_web_client_has_no_secret_and_does_not_reveal_who_has_an_account" {
  assert {
    condition     = !aws_cognito_user_pool_client.web.generate_secret && aws_cognito_user_pool_client.web.prevent_user_existence_errors == "ENABLED"
    error_message = "The web client has a secret, or reveals who has an account."
  }
}

run "service_clients_sign_in_as_themselves_with_the_declared_scope" {
  assert {
    condition = (
      aws_cognito_user_pool_client.service["crm"].allowed_oauth_flows == toset(["client_credentials"]) &&
      aws_cognito_user_pool_client.service["crm"].allowed_oauth_scopes == toset(["frontdesk/tenant.act"]) &&
      aws_cognito_user_pool_client.service["crm"].generate_secret
    )
    error_message = "A service client has the wrong flow or scope."
  }
}

run "nobody_signs_in_with_a_service_client" {
  assert {
    condition = (
      aws_cognito_user_pool_client.service["crm"].explicit_auth_flows == toset(["ALLOW_REFRESH_TOKEN_AUTH"]) &&
      aws_cognito_user_pool_client.service["crm"].write_attributes == toset(["name"])
    )
    error_message = "A user can sign in with a service client, or write attributes through it."
  }
}

run "aws_chooses_the_tier_unless_one_is_set" {
  command = plan
  variables {
    user_pool_tier = "LITE"
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_pool_tier == "LITE"
    error_message = "The pool has the wrong tier."
  }
}

run "an_unknown_tier_is_refused" {
  command = plan
  variables {
    user_pool_tier = "FREE"
  }
  expect_failures = [var.user_pool_tier]
}

run "the_pool_is_protected_by_default" {
  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "ACTIVE"
    error_message = "The pool can be deleted."
  }
}

run "a_domain_prefix_that_cognito_reserves_is_refused" {
  command = plan
  variables {
    domain_prefix = "my-aws-shop"
  }
  expect_failures = [var.domain_prefix]
}
