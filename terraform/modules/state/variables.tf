variable "bucket_name" {
  description = "The bucket's name; unique among all buckets of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "A bucket's name is 3 to 63 lower-case letters, digits, dots and hyphens."
  }
}

variable "lock_table_name" {
  description = "A DynamoDB table for locks. Null for none: Terraform 1.10 and later lock with a file in the bucket itself."
  type        = string
  default     = null
}

variable "noncurrent_version_days" {
  description = "How long older versions of a state are kept, in days. They are what a rollback and a repair start from."
  type        = number
  default     = 365

  validation {
    condition     = var.noncurrent_version_days >= 30
    error_message = "Keep older states for 30 days at least."
  }
}

variable "kms_key_arn" {
  description = "A KMS key for the state. Null encrypts with S3's own keys (SSE-S3)."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for the bucket and the table."
  type        = map(string)
  default     = {}
}
