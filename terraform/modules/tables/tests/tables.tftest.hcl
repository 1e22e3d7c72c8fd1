mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name_prefix = "shop"
  tables = {
    orders = {
      partition_key = { name = "customer", type = "S" }
      sort_key      = { name = "placed_at", type = "N" }
      indexes       = { ByDay = { partition_key = { name = "day", type = "S" }, sort_key = { name = "placed_at", type = "N" } } }
      ttl_attribute = "expires_at"
    }
    settings = { partition_key = { name = "id", type = "S" } }
  }
}

run "tables_are_encrypted_backed_up_and_protected_by_default" {
  assert {
    condition = alltrue([
      for table in aws_dynamodb_table.this :
      table.server_side_encryption[0].enabled && table.point_in_time_recovery[0].enabled && table.deletion_protection_enabled && table.billing_mode == "PAY_PER_REQUEST"
    ])
    error_message = "A table lacks encryption, backups, protection, or on-demand billing."
  }
}

run "each_key_attribute_is_defined_once" {
  assert {
    condition     = { for a in aws_dynamodb_table.this["orders"].attribute : a.name => a.type } == { customer = "S", placed_at = "N", day = "S" }
    error_message = "The attributes are not those of the keys."
  }
}

run "items_expire_where_an_attribute_says_when" {
  assert {
    condition     = aws_dynamodb_table.this["orders"].ttl[0].attribute_name == "expires_at" && aws_dynamodb_table.this["orders"].ttl[0].enabled
    error_message = "Orders do not expire."
  }
}

run "protection_can_be_lifted" {
  variables {
    deletion_protection = false
  }

  assert {
    condition     = !anytrue([for table in aws_dynamodb_table.this : table.deletion_protection_enabled])
    error_message = "A table is still protected."
  }
}

run "an_unknown_key_type_is_refused" {
  command = plan
  variables {
    tables = { orders = { partition_key = { name = "customer", type = "string" } } }
  }
  expect_failures = [var.tables]
}

run "an_unknown_projection_is_refused" {
  command = plan
  variables {
    tables = { orders = { partition_key = { name = "a", type = "S" }, indexes = { ByB = { partition_key = { name = "b", type = "S" }, projection = "SOME" } } } }
  }
  expect_failures = [var.tables]
}
