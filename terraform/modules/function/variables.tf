variable "name" {
  description = "The function's full name; its role and log group are named after it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "A function's name is 1 to 64 letters, digits, hyphens or underscores."
  }
}

variable "description" {
  description = "What the function does, in one line."
  type        = string
  default     = ""

  validation {
    condition     = length(var.description) <= 256
    error_message = "Lambda takes a description of at most 256 characters."
  }
}

variable "package" {
  description = "The zip to deploy: its path, and its base64 SHA-256, which alone decides whether the code has changed."
  type = object({
    filename    = string
    code_sha256 = string
  })

  validation {
    condition     = can(regex("^[A-Za-z0-9+/]{43}=$", var.package.code_sha256))
    error_message = "code_sha256 is the base64 of a SHA-256, as filebase64sha256() makes it."
  }
}

variable "handler" {
  description = "The exported handler inside the zip."
  type        = string
  default     = "index.handler"
}

variable "runtime" {
  description = "The Lambda runtime."
  type        = string
  default     = "nodejs22.x"
}

variable "architecture" {
  description = "The instruction set: `arm64` or `x86_64`."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The architecture is arm64 or x86_64."
  }
}

variable "memory_mb" {
  description = "Memory in MiB; the share of CPU grows with it."
  type        = number
  default     = 512

  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240
    error_message = "Lambda gives 128 to 10,240 MiB."
  }
}

variable "timeout_seconds" {
  description = "The longest an invocation may take, in seconds."
  type        = number
  default     = 29

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "Lambda runs for 1 to 900 seconds."
  }
}

variable "environment" {
  description = "Environment variables. Never a secret: grant `secretsmanager:GetSecretValue` and read it at run time."
  type        = map(string)
  default     = {}
}

variable "grants" {
  description = <<-E
    What the function may do, by statement id (letters and digits). Actions are named as IAM writes them, one by one.
    `leading_keys`, if given, limits every access to DynamoDB items whose partition key matches one of these patterns
    (`dynamodb:LeadingKeys`), which a request must then name.
  E
  type = map(object({
    actions      = set(string)
    resources    = set(string)
    leading_keys = optional(list(string))
    conditions = optional(list(object({
      test     = string
      variable = string
      values   = list(string)
    })), [])
  }))
  default = {}

  validation {
    condition     = alltrue([for sid in keys(var.grants) : can(regex("^[A-Za-z0-9]+$", sid))])
    error_message = "A statement id is made of letters and digits."
  }

  validation {
    condition = alltrue(flatten([
      for grant in var.grants : [
        for action in grant.actions : can(regex("^[a-z0-9-]+:[A-Z][A-Za-z]+$", action)) && action != "dynamodb:Scan"
      ]
    ]))
    error_message = "Actions are named one by one, like dynamodb:GetItem; wildcards and dynamodb:Scan are not granted."
  }

  validation {
    condition     = alltrue([for grant in var.grants : length(grant.actions) > 0 && length(grant.resources) > 0])
    error_message = "A grant allows at least one action on at least one resource."
  }

  validation {
    condition = alltrue(flatten([
      for grant in var.grants : [
        for c in grant.conditions : !startswith(c.test, "ForAllValues:") || contains(
          [for other in grant.conditions : "${other.variable} ${join(",", other.values)}" if other.test == "Null"], "${c.variable} false"
        )
      ]
    ]))
    error_message = "ForAllValues is true where the key is missing: put { test = \"Null\", variable = …, values = [\"false\"] } beside it."
  }
}

variable "event_sources" {
  description = <<-E
    What invokes the function besides whom you let invoke its alias, each by a name of your choice. `queues`: SQS queues it
    works off, with a share of its concurrency each (2 to 1,000). `topics`: SNS topics whose messages it takes, or those alone
    that `filter` lets through. `buckets`: S3 buckets that may tell it of their objects; the notification itself is the
    bucket's. `schedules`: EventBridge schedules, in UTC, which invoke it with `input` and the `time` that was due.
  E
  type = object({
    queues = optional(map(object({
      arn                     = string
      batch_size              = optional(number, 10)
      batching_window_seconds = optional(number, 0)
      maximum_concurrency     = optional(number, 2)
    })), {})
    topics = optional(map(object({
      arn    = string
      filter = optional(map(list(string)))
    })), {})
    buckets = optional(map(object({ arn = string })), {})
    schedules = optional(map(object({
      name        = string
      expression  = string
      description = optional(string, "")
      input       = optional(map(string), {})
    })), {})
  })
  default = {}

  validation {
    condition = alltrue([
      for queue in var.event_sources.queues : queue.maximum_concurrency >= 2 && queue.maximum_concurrency <= 1000
    ])
    error_message = "A queue has 2 to 1,000 invocations at once."
  }

  validation {
    condition = alltrue([
      for queue in var.event_sources.queues : queue.batch_size >= 1 && (queue.batch_size <= 10 || queue.batching_window_seconds >= 1)
    ])
    error_message = "A batch of more than 10 messages needs a batching window."
  }

  validation {
    condition     = alltrue([for schedule in var.event_sources.schedules : can(regex("^(rate|cron|at)\\(.+\\)$", schedule.expression))])
    error_message = "A schedule is rate(…), cron(…) or at(…)."
  }
}

variable "reserved_concurrency" {
  description = "Concurrent executions kept for this function, and its ceiling. Null reserves none: new accounts have too few."
  type        = number
  default     = null
}

variable "dead_letter_arn" {
  description = "A queue or topic of your own for asynchronous invocations that failed for good. Null makes a queue where a topic, a bucket or a schedule invokes it."
  type        = string
  default     = null
}

variable "tracing" {
  description = "Whether X-Ray traces the function."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "How long its logs are kept, in days."
  type        = number
  default     = 30

  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.log_retention_days,
    )
    error_message = "CloudWatch Logs keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731 or more set numbers of days."
  }
}

variable "kms_key_arn" {
  description = "A KMS key for the environment variables and the logs; its policy must let `logs.<region>.amazonaws.com` use it. Null uses AWS's own keys."
  type        = string
  default     = null
}

variable "alias" {
  description = "The alias that callers invoke; it points to the newest published version."
  type        = string
  default     = "live"
}

variable "tags" {
  description = "Tags for everything made here."
  type        = map(string)
  default     = {}
}
