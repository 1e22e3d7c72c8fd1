# An API for an existing Lambda function, with one route that needs a token and one that is open.

variable "function_name" {
  description = "The name of the existing function."
  type        = string
}

variable "issuer" {
  description = "The issuer of the tokens (OpenID Connect)."
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
  description = "The API's address."
  value       = module.api.url
}
