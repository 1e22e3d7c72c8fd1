variable "dist" {
  description = "The folder with the zips that the manifest names."
  type        = string
}

variable "app" {
  description = "The first part of every name."
  type        = string
  default     = "frontdesk"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.app))
    error_message = "The app's name is 2 to 21 lower-case letters, digits and hyphens."
  }
}

variable "environment" {
  description = "The environment's name: the second part of every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,9}$", var.environment))
    error_message = "An environment's name is 2 to 10 lower-case letters and digits."
  }
}

variable "stage" {
  description = "The stage of the manifest whose throttles hold: dev or prod."
  type        = string
}

variable "deletion_protection" {
  description = "Whether tables and the user pool refuse to be deleted."
  type        = bool
}

variable "secret_recovery_days" {
  description = "Days in which a deleted secret can be restored; 0 deletes at once."
  type        = number
}

variable "log_retention_days" {
  description = "How long functions' and access logs are kept, in days."
  type        = number
}

variable "service_clients" {
  description = "The names of the service clients; the first is the output `service_client_id`. Null: those that are declared."
  type        = list(string)
  default     = null

  validation {
    condition     = var.service_clients == null ? true : length(var.service_clients) > 0
    error_message = "At least one service client is needed: the voice server signs in with it."
  }
}

variable "reserved_concurrency" {
  description = "Concurrency reserved by function, over what the manifest says; -1 reserves none."
  type        = map(number)
  default     = {}
}

variable "table_ceiling" {
  description = "The most request units that each table and index may serve in a second; above it DynamoDB throttles. Null sets none."
  type        = object({ read_units = number, write_units = number })
  default     = null
}

variable "user_pool_tier" {
  description = "Cognito's feature plan: LITE, ESSENTIALS or PLUS. Null leaves it to AWS, which gives new pools Essentials."
  type        = string
  default     = null
}

variable "cors_origins" {
  description = "The origins whose pages may call the API. None: no browser may."
  type        = list(string)
}

variable "openai" {
  description = "The OpenAI-compatible server: its base URL and the model asked, or null for the manifest's, and the model asked for embeddings if any is. Its key is a secret."
  type        = object({ base_url = optional(string), model = optional(string), embedding_model = optional(string, "") })
}

variable "user_pool_domain_prefix" {
  description = "The first part of the user pool's domain. Null: the name prefix and the account's id."
  type        = string
  default     = null
}

variable "domain" {
  description = "A domain name of your own for the HTTP API with its ACM certificate. Null keeps API Gateway's."
  type        = object({ name = string, certificate_arn = string })
  default     = null
}

variable "socket_domain" {
  description = "A domain name of your own for the WebSocket API, which cannot be the HTTP API's, with its ACM certificate. Null keeps API Gateway's."
  type        = object({ name = string, certificate_arn = string })
  default     = null
}

variable "account_logging_role" {
  description = "Whether to make the role by which API Gateway writes the WebSocket API's logs, one for the whole account and region. Leave it to one environment."
  type        = bool
  default     = false
}

variable "detailed_metrics" {
  description = "Whether API Gateway keeps metrics for each route, which cost about $2 a month for every route that is called."
  type        = bool
  default     = false
}

variable "alarm_emails" {
  description = "Who is mailed when an alarm goes off."
  type        = set(string)
  default     = []
}

variable "monthly_budget_usd" {
  description = "The account's costs in a month, in US dollars, of which those who get alarms are told. Null makes no budget."
  type        = number
  default     = null
}

variable "alarm_thresholds" {
  description = "Thresholds of alarms that differ from the module's, which are the product's."
  type        = map(number)
  default     = {}
}
