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
  description = "Environment variables. Never a secret: grant `secret_arns` and read them at run time."
  type        = map(string)
  default     = {}
}

variable "table_grants" {
  description = <<-E
    What the function may do to which DynamoDB table, by a name of your choice. `actions` hold for the table itself, without
    the `dynamodb:` prefix; `indexes` may be queried. `leading_keys`, if given, limits every access to items whose partition
    key matches one of these patterns (`dynamodb:LeadingKeys`), which a request must then name.
  E
  type = map(object({
    arn          = string
    actions      = set(string)
    indexes      = optional(set(string), [])
    leading_keys = optional(list(string))
  }))
  default = {}

  validation {
    condition = alltrue(flatten([
      for grant in var.table_grants : [for action in grant.actions : can(regex("^[A-Z][A-Za-z]+$", action)) && action != "Scan"]
    ]))
    error_message = "Actions are named one by one, like GetItem; wildcards and Scan are not granted."
  }

  validation {
    condition     = alltrue([for grant in var.table_grants : length(grant.actions) + length(grant.indexes) > 0])
    error_message = "A grant allows at least one action or the query of one index."
  }
}

variable "secret_arns" {
  description = "Secrets Manager secrets that the function may read, by a name of your choice."
  type        = map(string)
  default     = {}
}

variable "statements" {
  description = "Further IAM statements for the role, by sid (letters and digits). Resources and actions are listed one by one."
  type = map(object({
    actions   = set(string)
    resources = set(string)
    conditions = optional(list(object({
      test     = string
      variable = string
      values   = list(string)
    })), [])
  }))
  default = {}

  validation {
    condition     = alltrue(flatten([for s in var.statements : [for action in s.actions : !strcontains(action, "*")]]))
    error_message = "Actions are named one by one, without wildcards."
  }

  validation {
    condition = alltrue(flatten([
      for s in var.statements : [
        for c in s.conditions : !startswith(c.test, "ForAllValues:") || contains(
          [for other in s.conditions : "${other.variable} ${join(",", other.values)}" if other.test == "Null"], "${c.variable} false"
        )
      ]
    ]))
    error_message = "ForAllValues is true where the key is missing: put { test = \"Null\", variable = …, values = [\"false\"] } beside it."
  }
}

variable "reserved_concurrency" {
  description = "Concurrent executions kept for this function, and its ceiling. Null reserves none: new accounts have too few."
  type        = number
  default     = null
}

variable "dead_letter_arn" {
  description = "The SQS queue or SNS topic for asynchronous invocations that failed for good. Null where nothing invokes it asynchronously."
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
