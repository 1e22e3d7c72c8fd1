variable "name" {
  description = "The API's name. Its access log is named after it."
  type        = string
}

variable "description" {
  description = "A one-line description of the API."
  type        = string
  default     = ""
}

variable "functions" {
  description = "The Lambda functions behind the routes and the authorizer, by a name of your choice: the function, its alias (null for no alias) and the ARN that invokes it."
  type = map(object({
    function_name = string
    alias         = optional(string)
    invoke_arn    = string
  }))
}

variable "routes" {
  description = <<-E
    The routes. `route_key` is `$connect`, `$disconnect`, `$default`, or a value that the selection expression finds in
    a message. `function` is a key of `functions`. With `answers`, the `body` that the function returns is sent back to
    the client.
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
    error_message = "The only keys that begin with $ are $connect, $disconnect and $default."
  }

  validation {
    condition     = alltrue([for route in var.routes : !route.answers || !contains(["$connect", "$disconnect"], route.route_key)])
    error_message = "$connect and $disconnect cannot answer, because the connection is not open."
  }
}

variable "route_selection_expression" {
  description = "The expression that finds a message's route."
  type        = string
  default     = "$request.body.action"
}

variable "authorizer" {
  description = <<-E
    The function that decides on `$connect` whether a connection may open (a key of `functions`), and the part of the
    handshake that it needs: if that is missing, the answer is 401. The function answers with an IAM policy. Null lets
    everybody connect.
  E
  type = object({
    function        = string
    identity_source = optional(string, "route.request.querystring.token")
  })
  default = null

  validation {
    condition     = var.authorizer == null || can(regex("^route\\.request\\.(header|querystring)\\.", var.authorizer.identity_source))
    error_message = "The identity source of a WebSocket API must be route.request.header.NAME or route.request.querystring.NAME, without a $."
  }
}

variable "stage_name" {
  description = "The stage's name, which is the path of its address."
  type        = string
  default     = "live"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.stage_name))
    error_message = "A stage's name has 1 to 128 letters, digits, hyphens or underscores."
  }
}

variable "throttle" {
  description = "The throttle of each route: a bucket of `burst` handshakes or messages that refills at `rate` per second."
  type        = object({ burst = number, rate = number })

  validation {
    condition     = var.throttle.burst > 0 && var.throttle.rate > 0
    error_message = "A throttle of 0 lets nothing through."
  }
}

variable "detailed_metrics" {
  description = "Whether CloudWatch also keeps metrics for each route, which cost extra."
  type        = bool
  default     = false
}

variable "integration_timeout_ms" {
  description = "How long API Gateway waits for a function, in milliseconds."
  type        = number
  default     = 29000

  validation {
    condition     = var.integration_timeout_ms >= 50 && var.integration_timeout_ms <= 29000
    error_message = "A WebSocket API can wait 50 to 29,000 ms."
  }
}

variable "log_retention_days" {
  description = "How long access logs are kept, in days."
  type        = number
  default     = 30
}

variable "account_logging_role" {
  description = "Whether to make the role with which API Gateway writes logs. There is one for the whole account and region, so only one configuration may make it. WebSocket APIs need it, and a new account has none."
  type        = bool
  default     = false
}

variable "kms_key_arn" {
  description = "A KMS key for the access log. Null uses AWS's own key."
  type        = string
  default     = null
}

variable "domain" {
  description = "Your own domain name and its ACM certificate (in this region). It cannot be the domain name of an HTTP or REST API. Null keeps the name that API Gateway gives."
  type = object({
    name            = string
    certificate_arn = string
  })
  default = null
}

variable "tags" {
  description = "Tags for all resources of this module."
  type        = map(string)
  default     = {}
}
