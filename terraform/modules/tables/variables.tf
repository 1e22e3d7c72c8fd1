variable "name_prefix" {
  description = "The prefix of every table's name: `<prefix>-<name>`."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{1,100}$", var.name_prefix))
    error_message = "Table names may contain letters, digits, dots, hyphens and underscores."
  }
}

variable "tables" {
  description = "The tables by name: their keys (`type` is `S`, `N` or `B`), their indexes, and the attribute with the time when an item expires, in epoch seconds."
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
    error_message = "A key must be a string (S), a number (N) or binary (B)."
  }

  validation {
    condition = alltrue(flatten([
      for table in var.tables : [for index in table.indexes : contains(["ALL", "KEYS_ONLY"], index.projection)]
    ]))
    error_message = "The projection of an index must be ALL or KEYS_ONLY."
  }
}

variable "ceiling" {
  description = <<-E
    The most that each table and each index serves per second, in on-demand request units. Above it, DynamoDB throttles
    instead of charging. Null sets no ceiling (the account's own limit is 40,000 per table). To remove a ceiling that
    was set, use -1.
  E
  type        = object({ read_units = number, write_units = number })
  default     = null

  validation {
    condition = var.ceiling == null ? true : alltrue([
      for units in values(var.ceiling) : units == -1 || (units >= 1 && floor(units) == units)
    ])
    error_message = "A ceiling must be a whole number of request units per second, or -1 for none."
  }
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the tables."
  type        = bool
  default     = true
}

variable "point_in_time_recovery" {
  description = "Whether each table can be restored, as a new table, to any second of the last 35 days."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "A KMS key for encryption at rest. Null uses the account's `aws/dynamodb` key. That key itself is free; calls to it are charged and appear in CloudTrail."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for every table."
  type        = map(string)
  default     = {}
}
