variable "name" {
  description = "The API's name; its access log is named after it."
  type        = string
}

variable "description" {
  description = "What the API is, in one line."
  type        = string
  default     = ""
}

variable "functions" {
  description = "The Lambda functions behind the routes, and the authorizer's, by a name of your choice: an alias (or a whole function, with a null alias) and the ARN to invoke it by."
  type = map(object({
    function_name = string
    alias         = optional(string)
    invoke_arn    = string
  }))
}

variable "routes" {
  description = <<-E
    The routes. `route_key` is `$connect`, `$disconnect`, `$default`, or what the selection expression finds in a message;
    `function` is a key of `functions`. With `answers`, what the function returns as its `body` is sent back to the client.
  E
  type = list(object({
    route_key = string
    function  = string
    answers   = optional(bool, false)
  }))

  validation {
    condition     = length(distinct(var.routes[*].route_key)) == length(var.routes)
    error_message = "Two routes have the same key."
  }

  validation {
    condition     = alltrue([for route in var.routes : !startswith(route.route_key, "$") || contains(["$connect", "$disconnect", "$default"], route.route_key)])
    error_message = "Of the keys that begin with a $ there are $connect, $disconnect and $default."
  }

  validation {
    condition     = alltrue([for route in var.routes : !route.answers || !contains(["$connect", "$disconnect"], route.route_key)])
    error_message = "Neither $connect nor $disconnect can answer: the connection is not open."
  }
}

variable "route_selection_expression" {
  description = "Where a message's route is found."
  type        = string
  default     = "$request.body.action"
}

variable "authorizer" {
  description = <<-E
    The function that is asked on `$connect` whether a connection may open, a key of `functions`, and what a handshake must
    have for it to be asked: without it the answer is 401. The function answers with an IAM policy. Null lets everybody in.
  E
  type = object({
    function        = string
    identity_source = optional(string, "route.request.querystring.token")
  })
  default = null

  validation {
    condition     = var.authorizer == null || can(regex("^route\\.request\\.(header|querystring)\\.", var.authorizer.identity_source))
    error_message = "An identity source of a WebSocket API is route.request.header.NAME or route.request.querystring.NAME, without a $."
  }
}

variable "stage_name" {
  description = "The stage's name: the path of every address."
  type        = string
  default     = "live"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.stage_name))
    error_message = "A stage's name is 1 to 128 letters, digits, hyphens or underscores."
  }
}

variable "throttle" {
  description = "Each route's throttle: a bucket of `burst` handshakes or messages, refilled with `rate` per second."
  type        = object({ burst = number, rate = number })

  validation {
    condition     = var.throttle.burst > 0 && var.throttle.rate > 0
    error_message = "A throttle of 0 lets nothing through."
  }
}

variable "detailed_metrics" {
  description = "Whether CloudWatch keeps metrics for each route, which it charges for, and not only for the whole API."
  type        = bool
  default     = false
}

variable "integration_timeout_ms" {
  description = "How long API Gateway waits for a function, in milliseconds."
  type        = number
  default     = 29000

  validation {
    condition     = var.integration_timeout_ms >= 50 && var.integration_timeout_ms <= 29000
    error_message = "A WebSocket API waits 50 to 29,000 ms."
  }
}

variable "log_retention_days" {
  description = "How long access logs are kept, in days."
  type        = number
  default     = 30
}

variable "account_logging_role" {
  description = "Whether to make the role by which API Gateway may write logs, which is one for the whole account and region. WebSocket APIs need it, and a new account has none; leave it to one configuration."
  type        = bool
  default     = false
}

variable "kms_key_arn" {
  description = "A KMS key for the access log. Null uses AWS's own."
  type        = string
  default     = null
}

variable "domain" {
  description = "A domain name of your own with its ACM certificate (in this region). It cannot be that of an HTTP or REST API. Null keeps API Gateway's."
  type = object({
    name            = string
    certificate_arn = string
  })
  default = null
}

variable "tags" {
  description = "Tags for everything made here."
  type        = map(string)
  default     = {}
}
