variable "app" {
  description = "The first part of every name."
  type        = string
  default     = "frontdesk"
}

variable "environment" {
  description = "Whose state is kept."
  type        = string
}

variable "region" {
  description = "The AWS region."
  type        = string
}

variable "bucket_name" {
  description = "The bucket's name; it is made by scripts/bootstrap.sh, since the first state needs it."
  type        = string
}

variable "lock_table_name" {
  description = "A DynamoDB table for locks, for Terraform before 1.10. Null for none."
  type        = string
  default     = null
}
