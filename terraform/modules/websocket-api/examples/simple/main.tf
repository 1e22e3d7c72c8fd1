# A WebSocket API before two Lambda functions that you have: one serves its messages, the other decides who may connect.

variable "function_name" {
  description = "The function behind the routes."
  type        = string
}

variable "authorizer_name" {
  description = "The function that is asked for each connection, and answers with an IAM policy."
  type        = string
}

variable "account_logging_role" {
  description = "Whether to make the role that API Gateway needs to log: true in an account that has none."
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
  description = "The address to connect to; the token goes into the query as `token`."
  value       = module.socket.url
}

output "callback_url" {
  description = "Where the function sends messages to connections."
  value       = module.socket.callback_url
}
