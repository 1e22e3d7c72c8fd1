variable "name_prefix" {
  description = "What every table's name begins with: `<prefix>-<name>`."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{1,100}$", var.name_prefix))
    error_message = "Table names are made of letters, digits, dots, hyphens and underscores."
  }
}

variable "tables" {
  description = "The tables by name: keys (`type` is `S`, `N` or `B`), indexes, and the attribute that holds an item's end in epoch seconds."
  type = map(object({
    partition_key = object({ name = string, type = string })
    sort_key      = optional(object({ name = string, type = string }))
    indexes = optional(map(object({
      partition_key = object({ name = string, type = string })
      sort_key      = optional(object({ name = string, type = string }))
      projection    = optional(string, "ALL")
    })), {})
    ttl_attribute    = optional(string)
    stream_view_type = optional(string)
  }))

  validation {
    condition = alltrue(flatten([
      for table in var.tables : [
        for key in compact([
          table.partition_key.type,
          try(table.sort_key.type, null),
          join("", [for index in table.indexes : join("", compact([index.partition_key.type, try(index.sort_key.type, null)]))]),
        ]) : can(regex("^[SNB]+$", key))
      ]
    ]))
    error_message = "A key is a string (S), a number (N) or binary (B)."
  }

  validation {
    condition = alltrue(flatten([
      for table in var.tables : [for index in table.indexes : contains(["ALL", "KEYS_ONLY"], index.projection)]
    ]))
    error_message = "An index projects ALL or KEYS_ONLY."
  }
}

variable "ceiling" {
  description = <<-E
    The most that each table, and each index, may serve in a second, in on-demand request units: above it DynamoDB throttles
    instead of charging. Null sets none (the account's own limit is 40,000 a table); once set, -1 lifts it again.
  E
  type        = object({ read_units = number, write_units = number })
  default     = null

  validation {
    condition = var.ceiling == null ? true : alltrue([
      for units in values(var.ceiling) : units == -1 || (units >= 1 && floor(units) == units)
    ])
    error_message = "A ceiling is a whole number of request units a second, or -1 for none."
  }
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the tables."
  type        = bool
  default     = true
}

variable "point_in_time_recovery" {
  description = "Whether each table can be restored, as a new one, to any second of the last 35 days."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "A KMS key for encryption at rest. Null uses the account's `aws/dynamodb` key, which has no price of its own; calls to it are charged, and are in CloudTrail."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for every table."
  type        = map(string)
  default     = {}
}
