variable "dist" {
  description = "The folder with the zips that the manifest lists."
  type        = string
}

variable "app" {
  description = "The first part of every name."
  type        = string
  default     = "frontdesk"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.app))
    error_message = "The app's name has 2 to 21 lower-case letters, digits and hyphens."
  }
}

variable "environment" {
  description = "The environment's name, which is the second part of every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,9}$", var.environment))
    error_message = "An environment's name has 2 to 10 lower-case letters and digits."
  }
}

variable "stage" {
  description = "The stage of the manifest whose throttles apply: dev or prod."
  type        = string
}

variable "deletion_protection" {
  description = "Whether the tables and the user pool are protected from deletion."
  type        = bool
}

variable "secret_recovery_days" {
  description = "How many days a deleted secret can be restored; 0 deletes it immediately."
  type        = number
}

variable "log_retention_days" {
  description = "How long the functions' logs and the access logs are kept, in days."
  type        = number
}

variable "message_retention_days" {
  description = "How many days messages and what is attached to them are kept, and threads after their last message. Null uses the declared number."
  type        = number
  default     = null

  validation {
    condition     = var.message_retention_days == null ? true : var.message_retention_days >= 1 && floor(var.message_retention_days) == var.message_retention_days
    error_message = "Messages must be kept for a whole number of days, at least one."
  }
}

variable "topic_names" {
  description = "Full names of topics, by their names in the manifest. A topic that is not listed is called `<app>-<environment>-<name>`."
  type        = map(string)
  default     = {}
}

variable "outside_bots" {
  description = <<-E
    Assistants of other AWS accounts (`account`) that get what is written in threads, by a name of your choice.
    `client_ids` are the tenants that a bot works for: it gets a queue of ours, `<app>-<environment>-bot-<name>`, with
    their messages alone: those of visitors, or those of other `message_types` (`user`, `human`, `handoff`). A bot
    that you trust with the messages of every tenant can have `endpoint` instead, a pattern for its own endpoints, such as
    `arn:aws:sqs:*:111122223333:frontdesk-*`: those of the `protocols` (`sqs`, `https`) may subscribe to the topic, and
    choose their filter themselves.
  E
  type = map(object({
    account       = string
    client_ids    = optional(list(string))
    message_types = optional(list(string))
    endpoint      = optional(string)
    protocols     = optional(set(string), ["sqs"])
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.outside_bots) : can(regex("^[a-z0-9][a-z0-9-]{0,26}$", name))])
    error_message = "A bot's name has 1 to 27 lower-case letters, digits and hyphens."
  }

  validation {
    condition     = alltrue([for bot in var.outside_bots : (bot.client_ids == null) != (bot.endpoint == null)])
    error_message = "A bot has either client_ids, and gets a queue with the messages of these tenants, or an endpoint, and may subscribe to those of all."
  }

  validation {
    condition     = alltrue([for bot in var.outside_bots : bot.client_ids == null ? true : length(bot.client_ids) > 0])
    error_message = "A bot with an empty list of client_ids would get nothing."
  }

  validation {
    condition     = alltrue([for bot in var.outside_bots : bot.endpoint == null || bot.message_types == null])
    error_message = "A bot that subscribes by itself chooses its filter itself, so message_types would change nothing."
  }
}

variable "service_clients" {
  description = "The names of the service clients. The first one is the output `service_client_id`. Null uses the declared ones."
  type        = list(string)
  default     = null

  validation {
    condition     = var.service_clients == null ? true : length(var.service_clients) > 0
    error_message = "At least one service client is needed: the voice server signs in with it."
  }
}

variable "reserved_concurrency" {
  description = "Reserved concurrency by function. It overrides the manifest; -1 reserves none. The function's queues share it."
  type        = map(number)
  default     = {}
}

variable "table_ceiling" {
  description = "The most request units per second that each table and each index serves. Above it, DynamoDB throttles. Null sets no ceiling."
  type        = object({ read_units = number, write_units = number })
  default     = null
}

variable "user_pool_tier" {
  description = "Cognito's feature plan: LITE, ESSENTIALS or PLUS. With null AWS decides, and gives new pools Essentials."
  type        = string
  default     = null
}

variable "cors_origins" {
  description = "The origins whose web pages may call the API. If the list is empty, no web page may."
  type        = list(string)
}

variable "openai" {
  description = "The OpenAI-compatible server: its base URL and the model (null uses the manifest's), and the embedding model, if any. The key is a secret."
  type        = object({ base_url = optional(string), model = optional(string), embedding_model = optional(string, "") })
}

variable "bedrock" {
  description = "The foundation model of Bedrock for tenants that list `bedrock`: its Region (null uses the stack's own) and its id (null uses the manifest's)."
  type        = object({ region = optional(string), model = optional(string) })
  default     = {}

  validation {
    condition     = var.bedrock.model == null ? true : !can(regex("^(arn:|(us|us-gov|eu|apac|au|ca|jp|global)\\.)", var.bedrock.model))
    error_message = "The model must be a foundation model, such as openai.gpt-oss-120b-1:0. Inference profiles need more rights than the functions have."
  }
}

variable "user_pool_domain_prefix" {
  description = "The first part of the user pool's domain. Null uses the name prefix and the account's id."
  type        = string
  default     = null
}

variable "domain" {
  description = "Your own domain name for the HTTP API and its ACM certificate. Null keeps the name that API Gateway gives."
  type        = object({ name = string, certificate_arn = string })
  default     = null
}

variable "socket_domain" {
  description = "Your own domain name for the WebSocket API and its ACM certificate. It cannot be the HTTP API's domain name. Null keeps the name that API Gateway gives."
  type        = object({ name = string, certificate_arn = string })
  default     = null
}

variable "account_logging_role" {
  description = "Whether to make the role with which API Gateway writes the WebSocket API's logs. There is one for the whole account and region, so only one environment may make it."
  type        = bool
  default     = false
}

variable "detailed_metrics" {
  description = "Whether API Gateway keeps metrics for each route, which cost about $2 a month for every route that is called."
  type        = bool
  default     = false
}

variable "alarm_emails" {
  description = "The e-mail addresses that get the alarms."
  type        = set(string)
  default     = []
}

variable "monthly_budget_usd" {
  description = "The monthly budget for the whole account, in US dollars. Whoever gets the alarms is told when it is used up. Null makes no budget."
  type        = number
  default     = null
}

variable "alarm_thresholds" {
  description = "Alarm thresholds that differ from the module's defaults, which are the product's."
  type        = map(number)
  default     = {}
}
