variable "name_prefix" {
  description = "What every queue's and topic's name begins with: `<prefix>-<name>`."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,35}$", var.name_prefix))
    error_message = "A prefix is 1 to 35 letters, digits, hyphens or underscores."
  }
}

variable "queues" {
  description = <<-E
    The standard queues by name. `visibility_seconds`: how long a message stays hidden while it is worked on, six times the
    timeout of the function that does. `max_receives`: after how many receives a message becomes a dead letter.
    `subscriptions`: topics of this module whose messages it takes, as they were published, or those alone that `filter` lets
    through: for each message attribute the values it may have.
  E
  type = map(object({
    visibility_seconds = optional(number, 180)
    max_receives       = optional(number, 5)
    subscriptions = optional(list(object({
      topic  = string
      filter = optional(map(list(string)))
    })), [])
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.queues) : can(regex("^[A-Za-z0-9_-]{1,31}$", name))])
    error_message = "A queue's name is 1 to 31 letters, digits, hyphens or underscores: SQS takes 80 with the prefix and `-dead-letters`."
  }

  validation {
    condition     = alltrue([for queue in var.queues : queue.visibility_seconds >= 0 && queue.visibility_seconds <= 43200])
    error_message = "A message stays hidden for at most 43,200 seconds, which is 12 hours."
  }

  validation {
    condition     = alltrue([for queue in var.queues : queue.max_receives >= 5])
    error_message = "Let a message be received five times at least: an invocation that Lambda throttles counts as a receive."
  }

  validation {
    condition = alltrue([
      for queue in var.queues : length(distinct(queue.subscriptions[*].topic)) == length(queue.subscriptions)
    ])
    error_message = "A queue subscribes to a topic once: SNS keeps one filter for the two of them."
  }
}

variable "topics" {
  description = <<-E
    The topics by name. `subscribers`: whom else to let subscribe, by a name of your choice: an AWS account, by which protocols
    (`sqs`, `https`), and what the endpoint must match, such as `arn:aws:sqs:*:111122223333:orders-*`.
  E
  type = map(object({
    subscribers = optional(map(object({
      account   = string
      protocols = optional(set(string), ["sqs"])
      endpoint  = string
    })), {})
  }))
  default = {}

  validation {
    condition = alltrue(flatten([
      for topic in var.topics : [for subscriber in topic.subscribers : can(regex("^[0-9]{12}$", subscriber.account))]
    ]))
    error_message = "An AWS account has 12 digits."
  }

  validation {
    condition = alltrue(flatten([
      for topic in var.topics : [
        for subscriber in topic.subscribers : length(setsubtract(subscriber.protocols, ["sqs", "https"])) == 0 && length(subscriber.protocols) > 0
      ]
    ]))
    error_message = "Subscribers are told by sqs or https."
  }
}

variable "topic_kms_key_id" {
  description = <<-E
    The KMS key that encrypts the topics. With `alias/aws/sns`, roles of this account can publish and AWS services cannot: for
    those give a key of your own whose policy lets them use it.
  E
  type        = string
  default     = "alias/aws/sns"
}

variable "tags" {
  description = "Tags for every queue and topic."
  type        = map(string)
  default     = {}
}
