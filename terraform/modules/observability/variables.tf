variable "name_prefix" {
  description = "The prefix of the dashboard's, the topic's and the alarms' names."
  type        = string
}

variable "environment" {
  description = "The value of the dimension `environment` in the metrics that the functions emit."
  type        = string
}

variable "metric_namespace" {
  description = "The namespace of the metrics that the functions emit, with the dimensions `service` and `environment`."
  type        = string
}

variable "api" {
  description = "The HTTP API: its id and its stage."
  type        = object({ id = string, stage = string })
}

variable "socket" {
  description = "The WebSocket API: its id and its stage. Null if there is none."
  type        = object({ id = string, stage = string })
  default     = null
}

variable "functions" {
  description = "The functions' full names, by a short name for the dashboard."
  type        = map(string)
}

variable "queues" {
  description = "The full names of the queues that functions work on, by a short name. A message that waits too long in one raises an alarm."
  type        = map(string)
  default     = {}
}

variable "dead_letter_queues" {
  description = "The full names of the dead-letter queues, by a short name. Any message in them raises an alarm."
  type        = map(string)
  default     = {}
}

variable "thresholds" {
  description = "How many in five minutes are still normal, and how many seconds a message may wait in a queue. More than that raises the alarm."
  type = object({
    rate_limit_hits    = optional(number, 50)
    rate_limit_errors  = optional(number, 5)
    function_errors    = optional(number, 5)
    function_throttles = optional(number, 5)
    client_errors      = optional(number, 10)
    server_errors      = optional(number, 5)
    socket_errors      = optional(number, 5)
    slow_connections   = optional(number, 100)
    failed_posts       = optional(number, 10)
    queue_age_seconds  = optional(number, 300)
  })
  default = {}
}

variable "alarm_emails" {
  description = "The e-mail addresses that get the alarms. Each must confirm the subscription that AWS sends by e-mail."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", email))])
    error_message = "Each entry must be an e-mail address."
  }
}

variable "monthly_budget_usd" {
  description = "The monthly budget for the whole account, in US dollars. The alarm topic gets a message at 80 % and at 100 %, and when AWS forecasts 100 %. Null makes no budget."
  type        = number
  default     = null

  validation {
    condition     = var.monthly_budget_usd == null ? true : var.monthly_budget_usd > 0
    error_message = "A budget must be more than 0."
  }
}

variable "kms_key_arn" {
  description = "Your own KMS key for the alarm topic; the README says what its policy must allow. Null leaves the topic unencrypted. An alarm contains only its name, its threshold and a number."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "Give the ARN of your own key. CloudWatch cannot use an AWS-managed key such as alias/aws/sns, so no alarm would arrive."
  }
}

variable "tags" {
  description = "Tags for the topic and the alarms."
  type        = map(string)
  default     = {}
}
