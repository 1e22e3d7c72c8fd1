variable "bucket_name" {
  description = "The bucket's name. It must be unique in all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens."
  }
}

variable "lock_table_name" {
  description = "The name of a DynamoDB table for locks. Null makes none: Terraform 1.10 and later lock with a file in the bucket."
  type        = string
  default     = null
}

variable "noncurrent_version_days" {
  description = "How many days older versions of a state are kept. You need them to roll back or repair a state."
  type        = number
  default     = 365

  validation {
    condition     = var.noncurrent_version_days >= 30
    error_message = "Older states must be kept for at least 30 days."
  }
}

variable "kms_key_arn" {
  description = "A KMS key for the state. Null uses S3's own keys (SSE-S3)."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for the bucket and the table."
  type        = map(string)
  default     = {}
}
