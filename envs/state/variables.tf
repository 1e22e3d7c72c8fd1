variable "app" {
  description = "The first part of every name."
  type        = string
  default     = "frontdesk"
}

variable "environment" {
  description = "The environment whose state the bucket is for."
  type        = string
}

variable "region" {
  description = "The AWS region."
  type        = string
}

variable "bucket_name" {
  description = "The bucket's name. scripts/bootstrap.sh creates the bucket, because the first state is already stored in it."
  type        = string
}

variable "lock_table_name" {
  description = "The name of a DynamoDB table for locks, for Terraform before 1.10. Null makes none."
  type        = string
  default     = null
}
