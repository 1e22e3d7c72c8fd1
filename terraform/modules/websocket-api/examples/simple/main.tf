# A WebSocket API for two existing Lambda functions: one handles its messages, the other decides who may connect.

variable "function_name" {
  description = "The name of the function behind the routes."
  type        = string
}

variable "authorizer_name" {
  description = "The name of the function that decides about each connection. It answers with an IAM policy."
  type        = string
}

variable "account_logging_role" {
  description = "Whether to make the role that API Gateway needs for logs. Set true if the account has none."
  type        = bool
  default     = false
}

data "aws_lambda_function" "messages" {
  function_name = var.function_name
}

data "aws_lambda_function" "authorizer" {
  function_name = var.authorizer_name
}

module "socket" {
  source = "../.."

  name                 = "example"
  account_logging_role = var.account_logging_role

  functions = {
    messages   = { function_name = var.function_name, invoke_arn = data.aws_lambda_function.messages.invoke_arn }
    authorizer = { function_name = var.authorizer_name, invoke_arn = data.aws_lambda_function.authorizer.invoke_arn }
  }
  routes = [
    { route_key = "$connect", function = "messages" },
    { route_key = "$disconnect", function = "messages" },
    { route_key = "$default", function = "messages", answers = true },
    { route_key = "note.add", function = "messages" },
  ]
  authorizer = { function = "authorizer" }
  throttle   = { burst = 50, rate = 25 }
}

output "url" {
  description = "The address to connect to. The token goes into the query as `token`."
  value       = module.socket.url
}

output "callback_url" {
  description = "The address where the function sends messages to connections."
  value       = module.socket.callback_url
}
