variable "name" {
  description = "The function's full name. Its role and its log group are named after it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "A function's name has 1 to 64 letters, digits, hyphens or underscores."
  }
}

variable "description" {
  description = "A one-line description of the function."
  type        = string
  default     = ""

  validation {
    condition     = length(var.description) <= 256
    error_message = "A description has at most 256 characters."
  }
}

variable "package" {
  description = "The zip to deploy: its path and its base64 SHA-256. The code counts as changed only if the hash changes."
  type = object({
    filename    = string
    code_sha256 = string
  })

  validation {
    condition     = can(regex("^[A-Za-z0-9+/]{43}=$", var.package.code_sha256))
    error_message = "code_sha256 must be a base64 SHA-256, as filebase64sha256() returns it."
  }
}

variable "handler" {
  description = "The handler that the zip exports."
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
    error_message = "The architecture must be arm64 or x86_64."
  }
}

variable "memory_mb" {
  description = "Memory in MiB. More memory also means more CPU."
  type        = number
  default     = 512

  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240
    error_message = "The memory must be 128 to 10,240 MiB."
  }
}

variable "timeout_seconds" {
  description = "The longest time that an invocation may take, in seconds."
  type        = number
  default     = 29

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "The timeout must be 1 to 900 seconds."
  }
}

variable "environment" {
  description = "Environment variables. Do not put secrets here: grant `secretsmanager:GetSecretValue` and read the secret at run time."
  type        = map(string)
  default     = {}
}

variable "grants" {
  description = <<-E
    What the function may do, by statement id (letters and digits). List every action by its name in IAM.
    `leading_keys`, if set, limits access to the DynamoDB items whose partition key matches one of these patterns
    (`dynamodb:LeadingKeys`); every request must then name a key.
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
    error_message = "A statement id may contain letters and digits."
  }

  validation {
    condition = alltrue(flatten([
      for grant in var.grants : [
        for action in grant.actions : can(regex("^[a-z0-9-]+:[A-Z][A-Za-z]+$", action)) && action != "dynamodb:Scan"
      ]
    ]))
    error_message = "List actions one by one, like dynamodb:GetItem. Wildcards and dynamodb:Scan are not allowed."
  }

  validation {
    condition     = alltrue([for grant in var.grants : length(grant.actions) > 0 && length(grant.resources) > 0])
    error_message = "A grant must have at least one action and one resource."
  }

  validation {
    condition = alltrue(flatten([
      for grant in var.grants : [
        for c in grant.conditions : !startswith(c.test, "ForAllValues:") || contains(
          [for other in grant.conditions : "${other.variable} ${join(",", other.values)}" if other.test == "Null"], "${c.variable} false"
        )
      ]
    ]))
    error_message = "ForAllValues is also true if the key is missing: add { test = \"Null\", variable = …, values = [\"false\"] }."
  }
}

variable "event_sources" {
  description = <<-E
    What invokes the function, each by a name of your choice. Whatever else you allow to invoke its alias is not listed
    here. `queues`: SQS queues, each with its share of the function's concurrency (2 to 1,000). `topics`: SNS topics;
    the function gets all their messages, or those that match `filter`. `buckets`: S3 buckets that may invoke the
    function; the notification itself is set on the bucket. `schedules`: EventBridge schedules in UTC, which invoke the
    function with `input` and the scheduled `time`.
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
    error_message = "The maximum concurrency of a queue must be 2 to 1,000."
  }

  validation {
    condition = alltrue([
      for queue in var.event_sources.queues : queue.batch_size >= 1 && (queue.batch_size <= 10 || queue.batching_window_seconds >= 1)
    ])
    error_message = "A batch of more than 10 messages needs a batching window."
  }

  validation {
    condition     = alltrue([for schedule in var.event_sources.schedules : can(regex("^(rate|cron|at)\\(.+\\)$", schedule.expression))])
    error_message = "A schedule must be rate(…), cron(…) or at(…)."
  }
}

variable "reserved_concurrency" {
  description = "The concurrent executions that are reserved for this function, which are also its limit. Null reserves none, because new accounts have too few."
  type        = number
  default     = null
}

variable "dead_letter_arn" {
  description = "Your own queue or topic for asynchronous invocations that failed for good. With null, the module makes a queue if a topic, a bucket or a schedule invokes the function."
  type        = string
  default     = null
}

variable "tracing" {
  description = "Whether X-Ray traces the function."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "How long the function's logs are kept, in days."
  type        = number
  default     = 30

  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.log_retention_days,
    )
    error_message = "CloudWatch Logs accepts 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

variable "kms_key_arn" {
  description = "A KMS key for the environment variables and the logs; its policy must let `logs.<region>.amazonaws.com` use it. Null uses AWS's own keys."
  type        = string
  default     = null
}

variable "alias" {
  description = "The alias that callers invoke. It points to the latest published version."
  type        = string
  default     = "live"
}

variable "tags" {
  description = "Tags for all resources of this module."
  type        = map(string)
  default     = {}
}
