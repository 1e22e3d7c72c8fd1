variable "name_prefix" {
  description = "The prefix of every queue's and topic's name: `<prefix>-<name>`."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,35}$", var.name_prefix))
    error_message = "A prefix has 1 to 35 letters, digits, hyphens or underscores."
  }
}

variable "queues" {
  description = <<-E
    The standard queues by name. `visibility_seconds` is how long a message stays hidden while a function works on it:
    six times the function's timeout. `max_receives` is the number of receives after which a message becomes a dead
    letter. `subscriptions` are topics of this module. The queue gets their messages as they were published: all of
    them, or those that match `filter`, which lists the allowed values of message attributes. `readers` are other AWS
    accounts that may receive and delete the queue's messages.
  E
  type = map(object({
    visibility_seconds = optional(number, 180)
    max_receives       = optional(number, 5)
    subscriptions = optional(list(object({
      topic  = string
      filter = optional(map(list(string)))
    })), [])
    readers = optional(set(string), [])
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.queues) : can(regex("^[A-Za-z0-9_-]{1,31}$", name))])
    error_message = "A queue's name has 1 to 31 letters, digits, hyphens or underscores: SQS allows 80 together with the prefix and `-dead-letters`."
  }

  validation {
    condition     = alltrue([for queue in var.queues : queue.visibility_seconds >= 0 && queue.visibility_seconds <= 43200])
    error_message = "A message can stay hidden for at most 43,200 seconds (12 hours)."
  }

  validation {
    condition     = alltrue([for queue in var.queues : queue.max_receives >= 5])
    error_message = "max_receives must be at least 5, because an invocation that Lambda throttles counts as a receive."
  }

  validation {
    condition = alltrue([
      for queue in var.queues : length(distinct(queue.subscriptions[*].topic)) == length(queue.subscriptions)
    ])
    error_message = "A queue can subscribe to a topic only once, because SNS keeps one filter for each pair."
  }

  validation {
    condition     = alltrue(flatten([for queue in var.queues : [for reader in queue.readers : can(regex("^[0-9]{12}$", reader))]]))
    error_message = "An AWS account id has 12 digits."
  }
}

variable "topics" {
  description = <<-E
    The topics by name. `name` is the full name, if it is not to be `<prefix>-<name>`. `subscribers` are other AWS
    accounts that may subscribe, by a name of your choice: the account, the protocols (`sqs`, `https`), and a pattern
    for the endpoint, such as `arn:aws:sqs:*:111122223333:orders-*`. Each subscriber decides by itself which messages it
    gets: SNS cannot make it filter.
  E
  type = map(object({
    name = optional(string)
    subscribers = optional(map(object({
      account   = string
      protocols = optional(set(string), ["sqs"])
      endpoint  = string
    })), {})
  }))
  default = {}

  validation {
    condition     = alltrue([for topic in var.topics : topic.name == null || can(regex("^[A-Za-z0-9_-]{1,256}$", topic.name))])
    error_message = "A topic's name has 1 to 256 letters, digits, hyphens or underscores."
  }

  validation {
    condition = alltrue(flatten([
      for topic in var.topics : [for subscriber in topic.subscribers : can(regex("^[0-9]{12}$", subscriber.account))]
    ]))
    error_message = "An AWS account id has 12 digits."
  }

  validation {
    condition = alltrue(flatten([
      for topic in var.topics : [
        for subscriber in topic.subscribers : length(setsubtract(subscriber.protocols, ["sqs", "https"])) == 0 && length(subscriber.protocols) > 0
      ]
    ]))
    error_message = "The protocols of a subscriber must be sqs or https."
  }
}

variable "topic_kms_key_id" {
  description = <<-E
    The KMS key that encrypts the topics. With `alias/aws/sns`, roles of this account can publish, but AWS services
    cannot. If they should, use your own key, with a policy that allows it.
  E
  type        = string
  default     = "alias/aws/sns"
}

variable "tags" {
  description = "Tags for every queue and topic."
  type        = map(string)
  default     = {}
}
