variable "name_prefix" {
  description = "What every bucket's name begins with: `<prefix>-<account>-<name>`. The account is in it because bucket names are shared by all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.name_prefix))
    error_message = "A prefix is made of a-z, 0-9 and -: bucket names have no capitals."
  }
}

variable "buckets" {
  description = "The buckets by name. `expire_after_days`: after how many days an object is deleted, for good one day later; never if left out."
  type = map(object({
    expire_after_days = optional(number)
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.buckets) : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", name))])
    error_message = "A bucket's name is made of a-z, 0-9 and -, and does not end with a hyphen."
  }

  validation {
    condition = alltrue([
      for bucket in var.buckets : bucket.expire_after_days == null ? true : bucket.expire_after_days >= 1 && floor(bucket.expire_after_days) == bucket.expire_after_days
    ])
    error_message = "Objects expire after a whole number of days, of at least one."
  }
}

variable "notifications" {
  description = <<-E
    Whom each bucket tells of its objects: functions' ARNs (an alias's, better), of which events (`s3:ObjectCreated:*`,
    `s3:ObjectRemoved:*`), for keys that begin with `prefix`. The functions must let the bucket invoke them first.
  E
  type = map(list(object({
    function_arn = string
    events       = set(string)
    prefix       = optional(string)
  })))
  default = {}

  validation {
    condition     = alltrue(flatten([for told in var.notifications : [for each in told : [for event in each.events : startswith(event, "s3:")]]]))
    error_message = "Events are named as S3 does, like s3:ObjectCreated:*."
  }
}

variable "noncurrent_version_days" {
  description = "How many days an overwritten or deleted object can be had back, in buckets whose objects do not expire."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_version_days >= 1
    error_message = "An old version is kept for a day at least."
  }
}

variable "force_destroy" {
  description = "Whether a bucket can be destroyed with everything in it."
  type        = bool
  default     = false
}

variable "kms_key_arn" {
  description = "A KMS key for encryption at rest. Null uses S3's own (SSE-S3)."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for every bucket."
  type        = map(string)
  default     = {}
}
