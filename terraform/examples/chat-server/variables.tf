variable "name" {
  description = "The name of the function and of the API, and the start of the tables' and the topic's names."
  type        = string
  default     = "chat"
}

variable "region" {
  description = "The AWS region."
  type        = string
  default     = "us-east-1"
}

variable "zip" {
  description = "The zip with the handler: `zip -j handler.zip handler/index.js`."
  type        = string
  default     = "handler.zip"
}

variable "domain" {
  description = "Your own domain name and its ACM certificate in this region. Null keeps the name that API Gateway gives."
  type        = object({ name = string, certificate_arn = string })
  default     = null
}

variable "topic_name" {
  description = "The topic's full name. Null makes it `<name>-messages`."
  type        = string
  default     = null
}

variable "subscribers" {
  description = "Other AWS accounts that may subscribe to the topic, as in the module `messaging`."
  type = map(object({
    account   = string
    protocols = optional(set(string), ["sqs"])
    endpoint  = string
  }))
  default = {}
}

variable "retention_days" {
  description = "How many days messages are kept."
  type        = number
  default     = 90

  validation {
    condition     = var.retention_days >= 1 && floor(var.retention_days) == var.retention_days
    error_message = "Messages must be kept for a whole number of days, at least one."
  }
}

variable "account_logging_role" {
  description = "Whether to make the role with which API Gateway writes logs. Set true if the account has none in this region."
  type        = bool
  default     = false
}

variable "deletion_protection" {
  description = "Whether the tables are protected from deletion."
  type        = bool
  default     = false
}
