variable "name_prefix" {
  description = "The prefix of every secret's name, including the separator: `frontdesk-dev/`."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9/_+=.@-]*$", var.name_prefix))
    error_message = "Secret names may contain letters, digits and /_+=.@-."
  }
}

variable "secrets" {
  description = "The secrets by name, with a description of each. Values are never set here, because Terraform would write them into its state."
  type        = map(string)
}

variable "recovery_window_days" {
  description = "How many days a deleted secret can be restored. During that time its name is taken: restore and import the secret instead of creating it. 0 deletes it immediately and for good."
  type        = number
  default     = 30

  validation {
    condition     = var.recovery_window_days == 0 || (var.recovery_window_days >= 7 && var.recovery_window_days <= 30)
    error_message = "The recovery window must be 7 to 30 days, or 0 for none."
  }
}

variable "kms_key_arn" {
  description = "A KMS key for encryption. Null uses the account's `aws/secretsmanager` key."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for every secret."
  type        = map(string)
  default     = {}
}
