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
  description = "Whether tables and the user pool refuse to be deleted. Null: as the environment has it; false is for taking production down."
  type        = bool
  default     = null
}

variable "reserved_concurrency" {
  description = "Concurrency reserved by function, over what the manifest says; -1 reserves none, which new accounts need."
  type        = map(number)
  default     = {}
}

variable "service_clients" {
  description = "The names of the service clients. Null: those that are declared; others while a client's secret is changed."
  type        = list(string)
  default     = null
}

variable "table_ceiling" {
  description = "The most request units that each table and index may serve in a second, above which DynamoDB throttles; -1 sets none. Null: as the environment has it."
  type        = object({ read_units = number, write_units = number })
  default     = null
}

variable "cors_origins" {
  description = "The origins whose pages may call the API. Null: as the environment has it."
  type        = list(string)
  default     = null
}

variable "openai_base_url" {
  description = "The OpenAI-compatible server. Null: OpenAI's own."
  type        = string
  default     = null
}

variable "openai_model" {
  description = "The model asked of it. Null: the one that the declarations name."
  type        = string
  default     = null
}

variable "openai_embedding_model" {
  description = "The embedding model asked of it, such as text-embedding-3-small. Empty: the FAQ is ranked by words alone."
  type        = string
  default     = ""
}

variable "domain_name" {
  description = "A domain name of your own for the API. Null keeps API Gateway's."
  type        = string
  default     = null
}

variable "certificate_arn" {
  description = "The ACM certificate of `domain_name`, in the same region."
  type        = string
  default     = null
}

variable "socket_domain_name" {
  description = "A domain name of your own for the WebSocket API, another than `domain_name`. Null keeps API Gateway's."
  type        = string
  default     = null
}

variable "socket_certificate_arn" {
  description = "The ACM certificate of `socket_domain_name`, in the same region."
  type        = string
  default     = null
}

variable "account_logging_role" {
  description = "Whether to make the role by which API Gateway writes the WebSocket API's logs, one for the whole account and region: true in one environment of an account that has none."
  type        = bool
  default     = false
}

variable "alarm_emails" {
  description = "Who is mailed when an alarm goes off."
  type        = set(string)
  default     = []
}

variable "monthly_budget_usd" {
  description = "The account's costs in a month, in US dollars, of which those who get alarms are told at 80 % and 100 %. Null makes no budget."
  type        = number
  default     = null
}

variable "detailed_metrics" {
  description = "Whether API Gateway keeps metrics for each route, which cost about $2 a month for every route that is called."
  type        = bool
  default     = false
}

variable "user_pool_tier" {
  description = "Cognito's feature plan: LITE, ESSENTIALS or PLUS. Null leaves it to AWS, which gives new pools Essentials."
  type        = string
  default     = null
}
