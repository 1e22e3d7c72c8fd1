variable "name_prefix" {
  description = "What every secret's name begins with, its separator included: `frontdesk-dev/`."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9/_+=.@-]*$", var.name_prefix))
    error_message = "Secret names are made of letters, digits and /_+=.@-."
  }
}

variable "secrets" {
  description = "The secrets by name, with what each is for. Values are never set here: Terraform would write them into its state."
  type        = map(string)
}

variable "recovery_window_days" {
  description = "Days in which a deleted secret can be restored; until they are over its name is taken, and a secret of that name is restored and imported instead of made. 0 deletes at once, and for good."
  type        = number
  default     = 30

  validation {
    condition     = var.recovery_window_days == 0 || (var.recovery_window_days >= 7 && var.recovery_window_days <= 30)
    error_message = "Secrets Manager waits 7 to 30 days, or not at all (0)."
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
