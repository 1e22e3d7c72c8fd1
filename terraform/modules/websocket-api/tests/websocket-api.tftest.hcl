mock_provider "aws" {
  source = "../../mocks"

  override_resource {
    target = aws_apigatewayv2_api.this
    values = { id = "api1", execution_arn = "arn:aws:execute-api:us-east-1:123456789012:api1", api_endpoint = "wss://api1.execute-api.us-east-1.amazonaws.com" }
  }
  override_resource {
    target = aws_apigatewayv2_authorizer.request
    values = { id = "auth1" }
  }
}

variables {
  name = "shop"
  functions = {
    orders = { function_name = "shop-orders", alias = "live", invoke_arn = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:shop-orders:live/invocations" }
    guard  = { function_name = "shop-guard", alias = "live", invoke_arn = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:shop-guard:live/invocations" }
  }
  routes = [
    { route_key = "$connect", function = "orders" },
    { route_key = "$disconnect", function = "orders" },
    { route_key = "$default", function = "orders", answers = true },
    { route_key = "order.place", function = "orders", answers = true },
    { route_key = "order.watch", function = "orders" },
  ]
  authorizer = { function = "guard" }
  throttle   = { burst = 100, rate = 50 }
}

run "messages_are_routed_by_their_action" {
  assert {
    condition     = aws_apigatewayv2_api.this.protocol_type == "WEBSOCKET" && aws_apigatewayv2_api.this.route_selection_expression == "$request.body.action"
    error_message = "A message does not find its route."
  }
  assert {
    condition     = toset([for route in aws_apigatewayv2_route.this : route.route_key]) == toset(["$connect", "$disconnect", "$default", "order.place", "order.watch"])
    error_message = "A route is missing, or there is one too many."
  }
  assert {
    condition     = keys(aws_apigatewayv2_integration.this) == ["orders"] && aws_apigatewayv2_integration.this["orders"].timeout_milliseconds == 29000
    error_message = "The routes' function is not integrated, or another is."
  }
}

run "only_routes_that_answer_have_a_response" {
  assert {
    condition     = { for key, route in aws_apigatewayv2_route.this : key => route.route_response_selection_expression if route.route_response_selection_expression != null } == { "$default" = "$default", "order.place" = "$default" }
    error_message = "An answer is dropped, or sent where there should be none."
  }
  assert {
    condition     = { for key, response in aws_apigatewayv2_route_response.this : key => response.route_response_key } == { "$default" = "$default", "order.place" = "$default" }
    error_message = "The expression and the response do not go together."
  }
}

run "the_authorizer_is_asked_on_connect_alone_and_only_for_a_token" {
  assert {
    condition     = [for key, route in aws_apigatewayv2_route.this : key if route.authorization_type == "CUSTOM"] == ["$connect"] && aws_apigatewayv2_route.this["$connect"].authorizer_id == "auth1"
    error_message = "Connections are not authorized, or something else is."
  }
  assert {
    condition     = aws_apigatewayv2_authorizer.request[0].authorizer_type == "REQUEST" && aws_apigatewayv2_authorizer.request[0].identity_sources == toset(["route.request.querystring.token"])
    error_message = "A handshake without a token is not refused before the authorizer."
  }
  assert {
    condition     = strcontains(aws_apigatewayv2_authorizer.request[0].authorizer_uri, "shop-guard:live")
    error_message = "Another function is asked."
  }
}

run "functions_may_be_invoked_by_this_api_only_on_their_alias" {
  assert {
    condition     = { for name, permission in aws_lambda_permission.routes : name => [permission.function_name, permission.qualifier, permission.source_arn] } == { orders = ["shop-orders", "live", "arn:aws:execute-api:us-east-1:123456789012:api1/live/*"] }
    error_message = "The routes' function cannot be invoked, or by somebody else too."
  }
  assert {
    condition     = aws_lambda_permission.authorizer[0].function_name == "shop-guard" && aws_lambda_permission.authorizer[0].qualifier == "live" && aws_lambda_permission.authorizer[0].source_arn == "arn:aws:execute-api:us-east-1:123456789012:api1/authorizers/auth1"
    error_message = "API Gateway may not invoke the authorizer, or others may."
  }
}

run "a_function_can_serve_routes_and_decide_on_connections" {
  variables {
    authorizer = { function = "orders" }
  }

  assert {
    condition     = aws_lambda_permission.authorizer[0].function_name == "shop-orders" && aws_lambda_permission.authorizer[0].statement_id != aws_lambda_permission.routes["orders"].statement_id
    error_message = "One permission overwrites the other."
  }
}

run "every_route_has_a_throttle_and_the_stage_is_deployed_by_itself" {
  assert {
    condition     = output.throttle == { burst = 100, rate = 50 } && aws_apigatewayv2_stage.this.auto_deploy
    error_message = "The stage has no throttle or does not deploy itself, so nothing would be served."
  }
}

run "no_log_has_a_handshake_s_token" {
  assert {
    condition     = !aws_apigatewayv2_stage.this.default_route_settings[0].data_trace_enabled && aws_apigatewayv2_stage.this.default_route_settings[0].logging_level == "OFF"
    error_message = "Execution logs are on, and they show the query."
  }
  assert {
    condition = alltrue([
      for value in values(jsondecode(aws_apigatewayv2_stage.this.access_log_settings[0].format)) :
      can(regex("^\\$context\\.[A-Za-z.]+$", value)) && !can(regex("(?i)query|path|header", value))
    ])
    error_message = "The access log contains data from the caller."
  }
}

run "the_access_log_leads_to_the_function_s_log_and_to_the_connection" {
  assert {
    condition = alltrue([
      for variable in ["$context.requestId", "$context.integration.requestId", "$context.connectionId", "$context.routeKey"] :
      contains(values(jsondecode(aws_apigatewayv2_stage.this.access_log_settings[0].format)), variable)
    ])
    error_message = "A line of the access log has no ids that lead to the function's log and the connection."
  }
  assert {
    condition     = startswith(aws_cloudwatch_log_group.events.name, "/aws/vendedlogs/")
    error_message = "The log group would need an entry in the region's resource policy."
  }
}

run "addresses_contain_the_stage_and_connections_have_an_arn" {
  assert {
    condition     = output.url == "wss://api1.execute-api.us-east-1.amazonaws.com/live" && output.callback_url == "https://api1.execute-api.us-east-1.amazonaws.com/live"
    error_message = "An address is wrong."
  }
  assert {
    condition     = output.execution_arn == "arn:aws:execute-api:us-east-1:123456789012:api1/live" && output.connections_arn == "arn:aws:execute-api:us-east-1:123456789012:api1/live/*/@connections/*"
    error_message = "The ARN of the connections is wrong."
  }
}

run "only_clients_use_the_domain_name" {
  variables {
    domain = { name = "ws.shop.example", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/mock" }
  }

  assert {
    condition     = output.url == "wss://ws.shop.example" && aws_apigatewayv2_domain_name.this[0].domain_name == "ws.shop.example"
    error_message = "The address for clients is not the domain name."
  }
  assert {
    condition     = output.callback_url == "https://api1.execute-api.us-east-1.amazonaws.com/live" && aws_apigatewayv2_api.this.disable_execute_api_endpoint != true
    error_message = "Callbacks go to the domain name, where they do not work."
  }
}

run "the_account_is_left_alone" {
  assert {
    condition     = length(aws_api_gateway_account.this) == 0 && length(aws_iam_role.logging) == 0
    error_message = "The account's role is changed though nobody asked for it."
  }
}

run "the_account_is_given_a_logging_role_where_asked" {
  variables {
    account_logging_role = true
  }

  assert {
    condition     = aws_api_gateway_account.this[0].cloudwatch_role_arn == aws_iam_role.logging[0].arn && data.aws_iam_policy_document.assume[0].statement[0].principals == toset([{ type = "Service", identifiers = toset(["apigateway.amazonaws.com"]) }])
    error_message = "API Gateway cannot write logs with the role."
  }
}

run "an_authorizer_without_a_connect_route_is_refused" {
  command = plan
  variables {
    routes = [{ route_key = "$default", function = "orders" }]
  }
  expect_failures = [aws_apigatewayv2_authorizer.request]
}

run "an_unknown_function_is_refused" {
  command = plan
  variables {
    routes     = [{ route_key = "$connect", function = "orders" }]
    authorizer = { function = "nobody" }
  }
  expect_failures = [aws_apigatewayv2_authorizer.request]
}

run "an_answer_without_an_open_connection_is_refused" {
  command = plan
  variables {
    routes = [{ route_key = "$connect", function = "orders", answers = true }]
  }
  expect_failures = [var.routes]
}

run "an_identity_source_in_the_format_of_http_apis_is_refused" {
  command = plan
  variables {
    authorizer = { function = "guard", identity_source = "$request.querystring.token" }
  }
  expect_failures = [var.authorizer]
}

run "a_throttle_that_lets_nothing_through_is_refused" {
  command = plan
  variables {
    throttle = { burst = 0, rate = 0 }
  }
  expect_failures = [var.throttle]
}
