variable "name_prefix" {
  description = "The prefix of every bucket's name: `<prefix>-<account>-<name>`. The name contains the account because bucket names are unique in all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*$", var.name_prefix))
    error_message = "A prefix may contain a-z, 0-9 and -, because bucket names have no capitals."
  }
}

variable "buckets" {
  description = <<-E
    The buckets by name. `expire_after_days` is the number of days after which an object expires; one day later it is
    gone for good. Without it, objects never expire. `upload_origins` are the origins (`https://desk.example.com`) whose
    web pages may upload to the bucket, with forms that somebody has signed who may write to it; by default none.
  E
  type = map(object({
    expire_after_days = optional(number)
    upload_origins    = optional(list(string), [])
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.buckets) : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", name))])
    error_message = "A bucket's name may contain a-z, 0-9 and -, and must not end with a hyphen."
  }

  validation {
    condition = alltrue([
      for bucket in var.buckets : bucket.expire_after_days == null ? true : bucket.expire_after_days >= 1 && floor(bucket.expire_after_days) == bucket.expire_after_days
    ])
    error_message = "Objects must expire after a whole number of days, at least one."
  }

  validation {
    condition = alltrue(flatten([
      for bucket in var.buckets : [for origin in bucket.upload_origins : origin == "*" || can(regex("^https?://[^/]+$", origin))]
    ]))
    error_message = "An origin has a scheme and a host, and no path, like https://desk.example.com. The origin * stands for all."
  }
}

variable "notifications" {
  description = <<-E
    The functions that each bucket notifies of its objects: the function's ARN (better, its alias's), the events
    (`s3:ObjectCreated:*`, `s3:ObjectRemoved:*`), and the `prefix` of the keys. The bucket must first be allowed to
    invoke the functions.
  E
  type = map(list(object({
    function_arn = string
    events       = set(string)
    prefix       = optional(string)
  })))
  default = {}

  validation {
    condition     = alltrue(flatten([for told in var.notifications : [for each in told : [for event in each.events : startswith(event, "s3:")]]]))
    error_message = "Events must have their names in S3, like s3:ObjectCreated:*."
  }
}

variable "noncurrent_version_days" {
  description = "How many days an overwritten or deleted object can be restored, in buckets whose objects do not expire."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_version_days >= 1
    error_message = "Old versions must be kept for at least one day."
  }
}

variable "force_destroy" {
  description = "Whether a bucket that still contains objects can be destroyed."
  type        = bool
  default     = false
}

variable "kms_key_arn" {
  description = "A KMS key for encryption at rest. Null uses S3's own keys (SSE-S3)."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for every bucket."
  type        = map(string)
  default     = {}
}
