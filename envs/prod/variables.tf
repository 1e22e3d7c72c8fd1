variable "app" {
  description = "The first part of every name."
  type        = string
  default     = "frontdesk"
}

variable "region" {
  description = "The AWS region."
  type        = string
  default     = "us-east-1"
}

variable "dist" {
  description = "The folder that `make build` writes."
  type        = string
  default     = "../../dist"
}

variable "sources" {
  description = "The project's root."
  type        = string
  default     = "../.."
}

variable "deletion_protection" {
  description = "Whether the tables and the user pool are protected from deletion. Null uses the environment's own value. Set false to take production down."
  type        = bool
  default     = null
}

variable "reserved_concurrency" {
  description = "Reserved concurrency by function. It overrides the manifest. -1 reserves none, which new accounts need."
  type        = map(number)
  default     = {}
}

variable "service_clients" {
  description = "The names of the service clients. Null uses the declared ones. Set it while you replace a client's secret."
  type        = list(string)
  default     = null
}

variable "table_ceiling" {
  description = "The most request units per second that each table and each index serves. Above it, DynamoDB throttles. -1 sets no ceiling; null uses the environment's own value."
  type        = object({ read_units = number, write_units = number })
  default     = null
}

variable "cors_origins" {
  description = "The origins whose web pages may call the API. Null uses the environment's own value."
  type        = list(string)
  default     = null
}

variable "openai_base_url" {
  description = "The base URL of the OpenAI-compatible server. Null uses OpenAI's own."
  type        = string
  default     = null
}

variable "openai_model" {
  description = "The model. Null uses the declared one."
  type        = string
  default     = null
}

variable "openai_embedding_model" {
  description = "The embedding model, such as text-embedding-3-small. If it is empty, the FAQ is ranked by words alone."
  type        = string
  default     = ""
}

variable "bedrock_region" {
  description = "The Region of Bedrock's model. Null uses the environment's own, where the model must then be available."
  type        = string
  default     = null
}

variable "bedrock_model" {
  description = "The id of Bedrock's foundation model, for tenants that list bedrock. Null uses the declared one, openai.gpt-oss-120b-1:0."
  type        = string
  default     = null
}

variable "message_retention_days" {
  description = "How many days messages of the web chat and what is attached to them are kept, and threads after their last message. Null uses the declared number, 90."
  type        = number
  default     = null
}

variable "topic_names" {
  description = "Full names of topics, by their declared names: { messages = \"acme-chat\" }. A topic that is not listed is called `<app>-<environment>-<name>`."
  type        = map(string)
  default     = {}
}

variable "outside_bots" {
  description = <<-E
    Assistants of other AWS accounts that get what is written in threads, by a name of your choice. With `client_ids`, a
    bot gets a queue with the messages of these tenants alone: those of visitors, or those of other `message_types`. With
    `endpoint`, a pattern for its own endpoints, it may subscribe these to the topic, and get the messages of every tenant.
  E
  type = map(object({
    account       = string
    client_ids    = optional(list(string))
    message_types = optional(list(string))
    endpoint      = optional(string)
    protocols     = optional(set(string), ["sqs"])
  }))
  default = {}
}

variable "domain_name" {
  description = "Your own domain name for the HTTP API. Null keeps the name that API Gateway gives."
  type        = string
  default     = null
}

variable "certificate_arn" {
  description = "The ACM certificate of `domain_name`, in the same region."
  type        = string
  default     = null
}

variable "socket_domain_name" {
  description = "Your own domain name for the WebSocket API. It must differ from `domain_name`. Null keeps the name that API Gateway gives."
  type        = string
  default     = null
}

variable "socket_certificate_arn" {
  description = "The ACM certificate of `socket_domain_name`, in the same region."
  type        = string
  default     = null
}

variable "account_logging_role" {
  description = "Whether to make the role with which API Gateway writes the WebSocket API's logs. There is one for the whole account and region: set true in one environment, if the account has no role yet."
  type        = bool
  default     = false
}

variable "alarm_emails" {
  description = "The e-mail addresses that get the alarms."
  type        = set(string)
  default     = []
}

variable "monthly_budget_usd" {
  description = "The monthly budget for the whole account, in US dollars. Whoever gets the alarms is told at 80 % and 100 %. Null makes no budget."
  type        = number
  default     = null
}

variable "detailed_metrics" {
  description = "Whether API Gateway keeps metrics for each route, which cost about $2 a month for every route that is called."
  type        = bool
  default     = false
}

variable "user_pool_tier" {
  description = "Cognito's feature plan: LITE, ESSENTIALS or PLUS. With null AWS decides, and gives new pools Essentials."
  type        = string
  default     = null
}
