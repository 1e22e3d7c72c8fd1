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

run "items_expire_if_the_table_names_an_attribute_for_it" {
  assert {
    condition     = aws_dynamodb_table.this["orders"].ttl[0].attribute_name == "expires_at" && aws_dynamodb_table.this["orders"].ttl[0].enabled
    error_message = "Orders do not expire."
  }
}

run "a_ceiling_applies_to_every_table_and_every_index" {
  variables {
    ceiling = { read_units = 400, write_units = 200 }
  }

  assert {
    condition = alltrue(flatten([
      for table in aws_dynamodb_table.this : [
        for ceiling in concat(table.on_demand_throughput, flatten([for index in table.global_secondary_index : index.on_demand_throughput])) :
        ceiling.max_read_request_units == 400 && ceiling.max_write_request_units == 200
      ]
    ]))
    error_message = "A table or an index has the wrong ceiling."
  }
  assert {
    condition     = length(one(aws_dynamodb_table.this["orders"].global_secondary_index).on_demand_throughput) == 1 && length(aws_dynamodb_table.this["settings"].on_demand_throughput) == 1
    error_message = "A table or an index has no ceiling."
  }
}

run "no_ceiling_unless_asked_for" {
  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : length(table.on_demand_throughput) == 0])
    error_message = "A table has a ceiling."
  }
}

run "a_ceiling_of_zero_is_refused" {
  command = plan
  variables {
    ceiling = { read_units = 400, write_units = 0 }
  }
  expect_failures = [var.ceiling]
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
