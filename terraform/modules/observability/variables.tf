variable "name_prefix" {
  description = "What the dashboard's, the topic's and the alarms' names begin with."
  type        = string
}

variable "environment" {
  description = "The value of the dimension `environment` in the functions' own metrics."
  type        = string
}

variable "metric_namespace" {
  description = "The namespace of the functions' own metrics, with the dimensions `service` and `environment`."
  type        = string
}

variable "api" {
  description = "The HTTP API: its id and its stage."
  type        = object({ id = string, stage = string })
}

variable "functions" {
  description = "The functions' full names, by a short name for the dashboard."
  type        = map(string)
}

variable "queues" {
  description = "The full names of work queues, whose age is shown, by a short name."
  type        = map(string)
  default     = {}
}

variable "dead_letter_queues" {
  description = "The full names of dead-letter queues, where any message is an alarm, by a short name."
  type        = map(string)
  default     = {}
}

variable "thresholds" {
  description = "How many in five minutes are still normal: the alarm is for more."
  type = object({
    rate_limit_hits    = optional(number, 50)
    rate_limit_errors  = optional(number, 5)
    function_errors    = optional(number, 5)
    function_throttles = optional(number, 5)
    client_errors      = optional(number, 10)
    server_errors      = optional(number, 5)
  })
  default = {}
}

variable "alarm_emails" {
  description = "Addresses that alarms are sent to; each must confirm the subscription that AWS mails it."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", email))])
    error_message = "Alarms are sent to e-mail addresses."
  }
}

variable "monthly_budget_usd" {
  description = "The account's costs in a month, in US dollars, of which the topic is told at 80 % and 100 %, and when 100 % is forecast. Null makes no budget."
  type        = number
  default     = null

  validation {
    condition     = var.monthly_budget_usd == null ? true : var.monthly_budget_usd > 0
    error_message = "A budget is more than nothing."
  }
}

variable "kms_key_arn" {
  description = "A KMS key of your own for the alarm topic; the README says what its policy must allow. Null leaves the topic unencrypted: an alarm says its name, its threshold and a number."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "Give the ARN of a key of your own: CloudWatch cannot publish under an AWS-managed key such as alias/aws/sns, and no alarm would arrive."
  }
}

variable "tags" {
  description = "Tags for the topic and the alarms."
  type        = map(string)
  default     = {}
}
