resource "aws_apigatewayv2_api" "this" {
  name                         = var.name
  description                  = var.description
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = var.domain != null
  tags                         = var.tags

  dynamic "cors_configuration" {
    for_each = var.cors == null ? [] : [var.cors]
    content {
      allow_origins  = cors_configuration.value.allow_origins
      allow_methods  = cors_configuration.value.allow_methods
      allow_headers  = cors_configuration.value.allow_headers
      expose_headers = cors_configuration.value.expose_headers
      max_age        = cors_configuration.value.max_age
    }
  }
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  count = var.jwt == null ? 0 : 1

  api_id           = aws_apigatewayv2_api.this.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.jwt.issuer
    audience = var.jwt.audience
  }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = var.functions

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = each.value.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = var.integration_timeout_ms
}

resource "aws_lambda_permission" "this" {
  for_each = var.functions

  statement_id  = "AllowApi-${aws_apigatewayv2_api.this.id}"
  action        = "lambda:InvokeFunction"
  function_name = each.value.function_name
  qualifier     = each.value.alias
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*" # every stage and route of this API

  # AWS deletes the permission together with the function. If the function is replaced under the same name, the
  # permission must be created again.
  lifecycle {
    replace_triggered_by = [aws_apigatewayv2_integration.this[each.key].integration_uri]
  }
}

resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id               = aws_apigatewayv2_api.this.id
  route_key            = each.value.route_key
  target               = "integrations/${aws_apigatewayv2_integration.this[each.value.function].id}"
  authorization_type   = each.value.jwt ? "JWT" : "NONE"
  authorizer_id        = each.value.jwt ? one(aws_apigatewayv2_authorizer.jwt[*].id) : null
  authorization_scopes = each.value.jwt ? each.value.scopes : null

  lifecycle {
    precondition {
      condition     = !each.value.jwt || var.jwt != null
      error_message = "Route ${each.value.route_key} checks tokens, but the variable jwt is not set."
    }
    precondition {
      condition     = contains(keys(var.functions), each.value.function)
      error_message = "Route ${each.value.route_key} uses the function ${each.value.function}, which is not in the variable functions."
    }
  }
}
