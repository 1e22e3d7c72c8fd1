# An API before a Lambda function that you have: one route for holders of a token, one for everybody.

variable "function_name" {
  description = "The function's name."
  type        = string
}

variable "issuer" {
  description = "Who issues the tokens: an OpenID Connect issuer."
  type        = string
}

data "aws_lambda_function" "this" {
  function_name = var.function_name
}

module "api" {
  source = "../.."

  name      = "example"
  functions = { main = { function_name = var.function_name, invoke_arn = data.aws_lambda_function.this.invoke_arn } }
  jwt       = { issuer = var.issuer, audience = ["example"] }
  throttle  = { burst = 50, rate = 25 }

  routes = {
    readNotes = { route_key = "GET /notes", function = "main" }
    health    = { route_key = "GET /health", function = "main", jwt = false }
  }
  route_throttles = { health = { burst = 5, rate = 1 } }
}

output "url" {
  description = "The address to call."
  value       = module.api.url
}
