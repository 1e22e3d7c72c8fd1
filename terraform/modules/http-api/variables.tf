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
  description = "The Lambda functions behind the routes, by a name of your choice: an alias (or a whole function, with a null alias) and the ARN to invoke it by."
  type = map(object({
    function_name = string
    alias         = optional(string)
    invoke_arn    = string
  }))
}

variable "routes" {
  description = <<-E
    The routes, by a key that stays the same when method or path change. `route_key` is API Gateway's (`GET /faq`,
    `$default`), `function` a key of `functions`. With `jwt` the authorizer checks the token, and one of `scopes` if any are given.
  E
  type = map(object({
    route_key = string
    function  = string
    jwt       = optional(bool, true)
    scopes    = optional(set(string), [])
  }))

  validation {
    condition     = alltrue([for route in var.routes : can(regex("^(\\$default|(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /.*)$", route.route_key))])
    error_message = "A route key is a method, a space and a path, or $default."
  }

  validation {
    condition     = alltrue([for route in var.routes : route.jwt || length(route.scopes) == 0])
    error_message = "Scopes are checked by the JWT authorizer: a route without it cannot have any."
  }

  validation {
    condition     = length(distinct([for route in var.routes : route.route_key])) == length(var.routes)
    error_message = "Two routes have the same key."
  }
}

variable "jwt" {
  description = "Who issues tokens, and which `aud` or `client_id` they may have. Null if no route needs one."
  type = object({
    issuer   = string
    audience = list(string)
  })
  default = null
}

variable "cors" {
  description = "What API Gateway answers to browsers of other origins. Null answers nothing: such browsers are kept out."
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
  description = "Each route's throttle: a bucket of `burst` requests, refilled with `rate` per second."
  type        = object({ burst = number, rate = number })

  validation {
    condition     = var.throttle.burst > 0 && var.throttle.rate > 0
    error_message = "A throttle of 0 lets nothing through."
  }
}

variable "route_throttles" {
  description = "Throttles of their own, by the key of `routes`."
  type        = map(object({ burst = number, rate = number }))
  default     = {}

  validation {
    condition     = alltrue([for throttle in var.route_throttles : throttle.burst > 0 && throttle.rate > 0])
    error_message = "A throttle of 0 lets nothing through."
  }
}

variable "detailed_metrics" {
  description = "Whether CloudWatch keeps metrics for each route too. It charges for each of them: about $2 a month for every route that is called, when the access log holds the same."
  type        = bool
  default     = false
}

variable "integration_timeout_ms" {
  description = "How long API Gateway waits for a function, in milliseconds."
  type        = number
  default     = 30000

  validation {
    condition     = var.integration_timeout_ms >= 50 && var.integration_timeout_ms <= 30000
    error_message = "An HTTP API waits 50 to 30,000 ms."
  }
}

variable "log_retention_days" {
  description = "How long access logs are kept, in days."
  type        = number
  default     = 30
}

variable "kms_key_arn" {
  description = "A KMS key for the access log; its policy must let `logs.<region>.amazonaws.com` use it. Null uses AWS's own."
  type        = string
  default     = null
}

variable "domain" {
  description = "A domain name of your own with its ACM certificate (in this region). Null keeps API Gateway's."
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
