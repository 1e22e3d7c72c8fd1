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

variable "alarm_emails" {
  description = "Who is mailed when an alarm goes off."
  type        = set(string)
  default     = []
}
