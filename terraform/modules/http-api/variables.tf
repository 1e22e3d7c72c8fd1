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
  description = "The Lambda functions behind the routes, by a name of your choice: the function, its alias (null for no alias) and the ARN that invokes it."
  type = map(object({
    function_name = string
    alias         = optional(string)
    invoke_arn    = string
  }))
}

variable "routes" {
  description = <<-E
    The routes, by a key that stays the same when the method or the path changes. `route_key` is API Gateway's route key
    (`GET /faq`, `$default`), `function` is a key of `functions`. With `jwt`, the authorizer checks the token, and that
    it has one of `scopes` if there are any.
  E
  type = map(object({
    route_key = string
    function  = string
    jwt       = optional(bool, true)
    scopes    = optional(set(string), [])
  }))

  validation {
    condition     = alltrue([for route in var.routes : can(regex("^(\\$default|(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /.*)$", route.route_key))])
    error_message = "A route key must be a method, a space and a path, or $default."
  }

  validation {
    condition     = alltrue([for route in var.routes : route.jwt || length(route.scopes) == 0])
    error_message = "The JWT authorizer checks the scopes, so a route without the authorizer cannot have any."
  }

  validation {
    condition     = length(distinct([for route in var.routes : route.route_key])) == length(var.routes)
    error_message = "Two routes have the same key."
  }
}

variable "jwt" {
  description = "The issuer of the tokens, and the values that their `aud` or `client_id` may have. Null if no route needs a token."
  type = object({
    issuer   = string
    audience = list(string)
  })
  default = null
}

variable "cors" {
  description = "The CORS settings for web pages of other origins. With null, such pages cannot call the API."
  type = object({
    allow_origins  = list(string)
    allow_methods  = list(string)
    allow_headers  = list(string)
    expose_headers = optional(list(string), [])
    max_age        = optional(number, 3600)
  })
  default = null
}

variable "throttle" {
  description = "The throttle of each route: a bucket of `burst` requests that refills at `rate` requests per second."
  type        = object({ burst = number, rate = number })

  validation {
    condition     = var.throttle.burst > 0 && var.throttle.rate > 0
    error_message = "A throttle of 0 lets nothing through."
  }
}

variable "route_throttles" {
  description = "Throttles for single routes, by their key in `routes`."
  type        = map(object({ burst = number, rate = number }))
  default     = {}

  validation {
    condition     = alltrue([for throttle in var.route_throttles : throttle.burst > 0 && throttle.rate > 0])
    error_message = "A throttle of 0 lets nothing through."
  }
}

variable "detailed_metrics" {
  description = "Whether CloudWatch also keeps metrics for each route. They cost about $2 a month for every route that is called, and the access log has the same data."
  type        = bool
  default     = false
}

variable "integration_timeout_ms" {
  description = "How long API Gateway waits for a function, in milliseconds."
  type        = number
  default     = 30000

  validation {
    condition     = var.integration_timeout_ms >= 50 && var.integration_timeout_ms <= 30000
    error_message = "An HTTP API can wait 50 to 30,000 ms."
  }
}

variable "log_retention_days" {
  description = "How long access logs are kept, in days."
  type        = number
  default     = 30
}

variable "kms_key_arn" {
  description = "A KMS key for the access log; its policy must let `logs.<region>.amazonaws.com` use it. Null uses AWS's own key."
  type        = string
  default     = null
}

variable "domain" {
  description = "Your own domain name and its ACM certificate (in this region). Null keeps the name that API Gateway gives."
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
