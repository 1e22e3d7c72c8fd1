mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name      = "shop"
  functions = { orders = { function_name = "shop-orders", alias = "live", invoke_arn = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:shop-orders:live/invocations" } }
  routes = {
    listOrders = { route_key = "GET /orders", function = "orders" }
    callOrders = { route_key = "POST /orders", function = "orders", scopes = ["shop/act"] }
    askOpenly  = { route_key = "POST /public", function = "orders", jwt = false }
    default    = { route_key = "$default", function = "orders", jwt = false }
  }
  jwt             = { issuer = "https://issuer.example", audience = ["web"] }
  throttle        = { burst = 100, rate = 50 }
  route_throttles = { askOpenly = { burst = 5, rate = 1 } }
}

run "routes_check_tokens_and_scopes_unless_they_are_open" {
  assert {
    condition     = { for name, route in aws_apigatewayv2_route.this : name => route.authorization_type } == { listOrders = "JWT", callOrders = "JWT", askOpenly = "NONE", default = "NONE" }
    error_message = "A route has no authorizer but needs one, or the other way round."
  }
  assert {
    condition     = aws_apigatewayv2_route.this["callOrders"].authorization_scopes == toset(["shop/act"])
    error_message = "The scope is not checked."
  }
}

run "every_route_has_the_default_throttle_unless_it_has_its_own" {
  assert {
    condition     = aws_apigatewayv2_stage.default.default_route_settings[0].throttling_burst_limit == 100 && aws_apigatewayv2_stage.default.default_route_settings[0].throttling_rate_limit == 50
    error_message = "The stage has the wrong throttle."
  }
  assert {
    condition = {
      for settings in aws_apigatewayv2_stage.default.route_settings :
      settings.route_key => [settings.throttling_burst_limit, settings.throttling_rate_limit]
    } == { "POST /public" = [5, 1] }
    error_message = "The open route has the wrong throttle."
  }
}

run "functions_may_be_invoked_by_this_api_only_on_their_alias" {
  assert {
    condition     = aws_lambda_permission.this["orders"].qualifier == "live" && aws_lambda_permission.this["orders"].source_arn == "arn:aws:execute-api:us-east-1:123456789012:mock/*/*"
    error_message = "Somebody else may invoke the function."
  }
}

run "the_access_log_has_the_ids_that_lead_to_the_function_s_log" {
  assert {
    condition = alltrue([
      for variable in ["$context.requestId", "$context.integration.requestId"] :
      contains(values(jsondecode(aws_apigatewayv2_stage.default.access_log_settings[0].format)), variable)
    ])
    error_message = "A line of the access log must lead to the function's lines."
  }
}

run "the_access_log_names_routes_and_never_paths" {
  assert {
    condition     = strcontains(aws_apigatewayv2_stage.default.access_log_settings[0].format, "$context.routeKey") && !strcontains(aws_apigatewayv2_stage.default.access_log_settings[0].format, "$context.path")
    error_message = "The access log contains the path, which may contain a customer's phone number."
  }
}

run "the_access_log_takes_no_room_in_the_regions_resource_policy" {
  assert {
    condition     = startswith(output.access_log_group_name, "/aws/vendedlogs/")
    error_message = "AWS would list the log group in the resource policy, which is soon full."
  }
}

run "no_domain_name_unless_asked_for" {
  assert {
    condition     = length(aws_apigatewayv2_domain_name.this) == 0 && output.url == "https://mock.execute-api.us-east-1.amazonaws.com"
    error_message = "There is a domain name."
  }
}

run "a_domain_name_replaces_api_gateways_address" {
  variables {
    domain = { name = "api.shop.example", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/mock" }
  }

  assert {
    condition     = aws_apigatewayv2_api.this.disable_execute_api_endpoint && aws_apigatewayv2_domain_name.this[0].domain_name == "api.shop.example" && output.url == "https://api.shop.example"
    error_message = "API Gateway's own address still works, or the domain name does not."
  }
}

run "scopes_without_a_token_are_refused" {
  command = plan
  variables {
    routes = { askOpenly = { route_key = "POST /public", function = "orders", jwt = false, scopes = ["shop/act"] } }
  }
  expect_failures = [var.routes]
}

run "an_invalid_route_key_is_refused" {
  command = plan
  variables {
    routes          = { listOrders = { route_key = "orders", function = "orders" } }
    route_throttles = {}
  }
  expect_failures = [var.routes]
}
