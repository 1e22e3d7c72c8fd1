# What the role allows, and that it allows nothing else.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name    = "shop-orders"
  package = { filename = "orders.zip", code_sha256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
  grants = {
    TableOrders = {
      actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
      resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"]
    }
    TableRateLimits = {
      actions      = ["dynamodb:UpdateItem"]
      resources    = ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-rate-limits"]
      leading_keys = ["acme"]
    }
  }
}

run "a_function_reaches_what_it_was_granted_and_nothing_else" {
  assert {
    condition = {
      for s in data.aws_iam_policy_document.grants.statement : s.sid => [s.actions, s.resources] if startswith(s.sid, "Table")
      } == {
      TableOrders     = [toset(["dynamodb:GetItem", "dynamodb:PutItem"]), toset(["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"])]
      TableRateLimits = [toset(["dynamodb:UpdateItem"]), toset(["arn:aws:dynamodb:us-east-1:123456789012:table/shop-rate-limits"])]
    }
    error_message = "The role allows something that was not granted."
  }
  assert {
    condition     = [for s in data.aws_iam_policy_document.grants.statement : s.sid] == ["WriteItsLogs", "SendTraces", "TableOrders", "TableRateLimits"]
    error_message = "The role has statements that were not granted."
  }
}

run "leading_keys_limit_a_grant_to_their_partitions" {
  assert {
    condition = toset(one([for s in data.aws_iam_policy_document.grants.statement : s.condition if s.sid == "TableRateLimits"])) == toset([
      { test = "ForAllValues:StringLike", variable = "dynamodb:LeadingKeys", values = tolist(["acme"]) },
      { test = "Null", variable = "dynamodb:LeadingKeys", values = tolist(["false"]) },
    ])
    error_message = "The grant is not limited to its leading keys, or also allows a request without a key."
  }
}

run "only_traces_are_for_every_resource" {
  assert {
    condition     = [for s in data.aws_iam_policy_document.grants.statement : s.sid if contains(s.resources, "*")] == ["SendTraces"]
    error_message = "A statement other than tracing applies to all resources."
  }
}

run "without_grants_a_function_may_log_and_trace" {
  variables {
    grants = {}
  }

  assert {
    condition     = [for s in data.aws_iam_policy_document.grants.statement : s.sid] == ["WriteItsLogs", "SendTraces"]
    error_message = "A function without grants may do more than write logs and traces."
  }
}

run "scan_is_refused" {
  command = plan
  variables {
    grants = { TableOrders = { actions = ["dynamodb:Scan"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"] } }
  }
  expect_failures = [var.grants]
}

run "a_wildcard_in_an_action_is_refused" {
  command = plan
  variables {
    grants = { TableOrders = { actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"] } }
  }
  expect_failures = [var.grants]
}

run "for_all_values_is_refused_if_the_key_may_be_missing" {
  command = plan
  variables {
    grants = {
      Read = {
        actions    = ["dynamodb:GetItem"]
        resources  = ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"]
        conditions = [{ test = "ForAllValues:StringEquals", variable = "dynamodb:Attributes", values = ["id"] }]
      }
    }
  }
  expect_failures = [var.grants]
}

run "for_all_values_is_accepted_with_a_condition_that_the_key_exists" {
  command = plan
  variables {
    grants = {
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

run "an_action_without_its_service_is_refused" {
  command = plan
  variables {
    grants = { TableOrders = { actions = ["GetItem"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"] } }
  }
  expect_failures = [var.grants]
}

run "a_statement_id_that_iam_rejects_is_refused" {
  command = plan
  variables {
    grants = { table-orders = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders"] } }
  }
  expect_failures = [var.grants]
}
