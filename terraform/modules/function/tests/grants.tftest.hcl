# What the role allows, and that it allows nothing else.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name    = "shop-orders"
  package = { filename = "orders.zip", code_sha256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
  table_grants = {
    orders = {
      arn     = "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"
      actions = ["GetItem", "PutItem"]
      indexes = ["ByDay"]
    }
    rate-limits = {
      arn          = "arn:aws:dynamodb:us-east-1:123456789012:table/shop-rate-limits"
      actions      = ["UpdateItem"]
      leading_keys = ["acme"]
    }
  }
}

run "a_function_reaches_the_tables_it_was_granted_and_no_other" {
  assert {
    condition = toset(flatten([
      for statement in data.aws_iam_policy_document.grants.statement : statement.resources if startswith(statement.sid, "Table") || startswith(statement.sid, "Index")
      ])) == toset([
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders/index/ByDay",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-rate-limits",
    ])
    error_message = "The role reaches other tables than those granted."
  }

  assert {
    condition     = toset(one([for s in data.aws_iam_policy_document.grants.statement : s.actions if s.sid == "TableOrders"])) == toset(["dynamodb:GetItem", "dynamodb:PutItem"])
    error_message = "The role allows other actions than those granted."
  }
}

run "an_index_can_be_queried_and_nothing_else" {
  assert {
    condition     = toset(one([for s in data.aws_iam_policy_document.grants.statement : s.actions if s.sid == "IndexOrders"])) == toset(["dynamodb:Query"])
    error_message = "An index allows more than Query."
  }
}

run "leading_keys_limit_a_grant_to_their_partitions" {
  assert {
    condition = toset(one([for s in data.aws_iam_policy_document.grants.statement : s.condition if s.sid == "TableRateLimits"])) == toset([
      { test = "ForAllValues:StringLike", variable = "dynamodb:LeadingKeys", values = tolist(["acme"]) },
      { test = "Null", variable = "dynamodb:LeadingKeys", values = tolist(["false"]) },
    ])
    error_message = "The grant is not limited to its leading keys, or holds for a request without any."
  }
}

run "only_traces_are_for_every_resource" {
  assert {
    condition     = [for s in data.aws_iam_policy_document.grants.statement : s.sid if contains(s.resources, "*")] == ["SendTraces"]
    error_message = "A statement is for every resource without a reason."
  }
}

run "without_grants_a_function_may_log_and_trace" {
  variables {
    table_grants = {}
  }

  assert {
    condition     = [for s in data.aws_iam_policy_document.grants.statement : s.sid] == ["WriteItsLogs", "SendTraces"]
    error_message = "A function without grants may do more than log and trace."
  }
}

run "scan_is_refused" {
  command = plan
  variables {
    table_grants = { orders = { arn = "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders", actions = ["Scan"] } }
  }
  expect_failures = [var.table_grants]
}

run "a_wildcard_on_a_table_is_refused" {
  command = plan
  variables {
    table_grants = { orders = { arn = "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders", actions = ["*"] } }
  }
  expect_failures = [var.table_grants]
}

run "for_all_values_is_refused_where_the_key_may_be_missing" {
  command = plan
  variables {
    statements = {
      Read = {
        actions    = ["dynamodb:GetItem"]
        resources  = ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"]
        conditions = [{ test = "ForAllValues:StringEquals", variable = "dynamodb:Attributes", values = ["id"] }]
      }
    }
  }
  expect_failures = [var.statements]
}

run "for_all_values_is_taken_beside_a_condition_that_the_key_is_there" {
  command = plan
  variables {
    statements = {
      Read = {
        actions   = ["dynamodb:GetItem"]
        resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"]
        conditions = [
          { test = "ForAllValues:StringEquals", variable = "dynamodb:Attributes", values = ["id"] },
          { test = "Null", variable = "dynamodb:Attributes", values = ["false"] },
        ]
      }
    }
  }
}

run "a_wildcard_in_a_statement_is_refused" {
  command = plan
  variables {
    statements = { Send = { actions = ["sqs:*"], resources = ["arn:aws:sqs:us-east-1:123456789012:work"] } }
  }
  expect_failures = [var.statements]
}
