# The API does not depend on the functions, so the functions can be given its address and ARN.
resource "aws_apigatewayv2_api" "this" {
  name                       = var.name
  description                = var.description
  protocol_type              = "WEBSOCKET"
  route_selection_expression = var.route_selection_expression
  tags                       = var.tags
}

resource "aws_apigatewayv2_authorizer" "request" {
  count = var.authorizer == null ? 0 : 1

  api_id           = aws_apigatewayv2_api.this.id
  name             = "request"
  authorizer_type  = "REQUEST"
  authorizer_uri   = var.functions[var.authorizer.function].invoke_arn
  identity_sources = [var.authorizer.identity_source]

  lifecycle {
    precondition {
      condition     = contains(var.routes[*].route_key, "$connect")
      error_message = "An authorizer is only called on $connect, and there is no such route: everybody could connect."
    }
    precondition {
      condition     = contains(keys(var.functions), var.authorizer.function)
      error_message = "The authorizer is ${var.authorizer.function}, which is not in the variable functions."
    }
  }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = toset(var.routes[*].function)

  api_id               = aws_apigatewayv2_api.this.id
  integration_type     = "AWS_PROXY"
  integration_method   = "POST"
  integration_uri      = var.functions[each.key].invoke_arn
  timeout_milliseconds = var.integration_timeout_ms

  lifecycle {
    precondition {
      condition     = contains(keys(var.functions), each.key)
      error_message = "A route uses the function ${each.key}, which is not in the variable functions."
    }
  }
}

resource "aws_apigatewayv2_route" "this" {
  for_each = { for route in var.routes : route.route_key => route }

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.this[each.value.function].id}"
  authorization_type = each.key == "$connect" && var.authorizer != null ? "CUSTOM" : "NONE"
  authorizer_id      = each.key == "$connect" ? one(aws_apigatewayv2_authorizer.request[*].id) : null

  # The client gets what the function returns only if the route has this setting and a route response.
  route_response_selection_expression = each.value.answers ? "$default" : null
}

resource "aws_apigatewayv2_route_response" "this" {
  for_each = toset([for route in var.routes : route.route_key if route.answers])

  api_id             = aws_apigatewayv2_api.this.id
  route_id           = aws_apigatewayv2_route.this[each.key].id
  route_response_key = "$default" # the only key that AWS allows
}

resource "aws_lambda_permission" "routes" {
  for_each = toset(var.routes[*].function)

  statement_id  = "AllowSocket-${aws_apigatewayv2_api.this.id}"
  action        = "lambda:InvokeFunction"
  function_name = var.functions[each.key].function_name
  qualifier     = var.functions[each.key].alias
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/${var.stage_name}/*" # every route of the stage

  # AWS deletes the permission together with the function. If the function is replaced under the same name, the
  # permission must be created again.
  lifecycle {
    replace_triggered_by = [aws_apigatewayv2_integration.this[each.key].integration_uri]
  }
}

# Without this permission, every handshake ends with status 500.
resource "aws_lambda_permission" "authorizer" {
  count = var.authorizer == null ? 0 : 1

  statement_id  = "AllowSocketAuthorizer-${aws_apigatewayv2_api.this.id}"
  action        = "lambda:InvokeFunction"
  function_name = var.functions[var.authorizer.function].function_name
  qualifier     = var.functions[var.authorizer.function].alias
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.request[0].id}"

  # As above.
  lifecycle {
    replace_triggered_by = [aws_apigatewayv2_authorizer.request[0].authorizer_uri]
  }
}
