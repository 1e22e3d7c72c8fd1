mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name_prefix = "shop"
  topics = {
    orders = {}
    prices = { subscribers = { partner = { account = "111122223333", endpoint = "arn:aws:sqs:*:111122223333:prices-*" } } }
  }
  queues = {
    invoices = { visibility_seconds = 120, max_receives = 6, subscriptions = [{ topic = "orders", filter = { size = ["large"] } }] }
    jobs     = {}
    audit    = { subscriptions = [{ topic = "orders", filter = { shop = ["north"] } }], readers = ["444455556666"] }
  }
}

run "messages_that_keep_failing_are_kept_for_14_days" {
  assert {
    condition     = jsondecode(aws_sqs_queue.this["invoices"].redrive_policy) == { deadLetterTargetArn = aws_sqs_queue.dead_letters["invoices"].arn, maxReceiveCount = 6 }
    error_message = "The queue has no dead-letter queue, or uses it too soon."
  }
  assert {
    condition     = alltrue([for queue in aws_sqs_queue.dead_letters : queue.message_retention_seconds == 1209600])
    error_message = "Dead letters are kept for less than 14 days."
  }
  assert {
    condition = jsondecode(aws_sqs_queue.dead_letters["invoices"].redrive_allow_policy) == {
      redrivePermission = "byQueue", sourceQueueArns = ["arn:aws:sqs:us-east-1:123456789012:shop-invoices"]
    }
    error_message = "Another queue may put its dead letters there."
  }
  assert {
    condition     = aws_sqs_queue.dead_letters["invoices"].name == "shop-invoices-dead-letters"
    error_message = "The output names the wrong dead-letter queue."
  }
}

run "queues_are_encrypted_by_sqs_itself_and_use_long_polling" {
  assert {
    condition     = alltrue([for queue in concat(values(aws_sqs_queue.this), values(aws_sqs_queue.dead_letters)) : queue.sqs_managed_sse_enabled])
    error_message = "A queue is not encrypted, or in a way that SNS cannot use."
  }
  assert {
    condition     = alltrue([for queue in aws_sqs_queue.this : queue.receive_wait_time_seconds == 20]) && aws_sqs_queue.this["invoices"].visibility_timeout_seconds == 120
    error_message = "Idle queues cost as much as busy ones, or messages come back too soon."
  }
}

run "a_queue_gets_messages_as_published_and_only_those_that_match_its_filter" {
  assert {
    condition     = aws_sns_topic_subscription.queue["invoices/orders"].raw_message_delivery && jsondecode(aws_sns_topic_subscription.queue["invoices/orders"].filter_policy) == { size = ["large"] }
    error_message = "Messages arrive in an envelope, or unfiltered."
  }
  assert {
    condition     = jsondecode(aws_sns_topic_subscription.queue["invoices/orders"].redrive_policy).deadLetterTargetArn == aws_sqs_queue.dead_letters["invoices"].arn
    error_message = "Messages that SNS cannot deliver are lost."
  }
}

run "sns_may_send_to_a_subscribed_queue_and_its_dead_letters_and_to_no_other" {
  assert {
    condition = { for key, document in data.aws_iam_policy_document.queue : key => document.statement[0].resources } == {
      "audit/queue"           = toset(["arn:aws:sqs:us-east-1:123456789012:shop-audit"])
      "audit/dead-letters"    = toset(["arn:aws:sqs:us-east-1:123456789012:shop-audit-dead-letters"])
      "invoices/queue"        = toset(["arn:aws:sqs:us-east-1:123456789012:shop-invoices"])
      "invoices/dead-letters" = toset(["arn:aws:sqs:us-east-1:123456789012:shop-invoices-dead-letters"])
    }
    error_message = "A topic may not send to its subscribed queue, or may send to others."
  }
  assert {
    condition = alltrue([
      for document in data.aws_iam_policy_document.queue :
      one(document.statement[0].condition) == { test = "ArnEquals", variable = "aws:SourceArn", values = tolist([aws_sns_topic.this["orders"].arn]) }
    ])
    error_message = "Other topics may send to the queue."
  }
}

run "another_account_reads_only_a_queue_that_lists_it_and_not_its_dead_letters" {
  assert {
    condition = { for key, document in data.aws_iam_policy_document.queue : key => flatten([
      for statement in document.statement : [for principal in statement.principals : principal.identifiers if principal.type == "AWS"]
      ]) } == {
      "audit/queue"           = ["arn:aws:iam::444455556666:root"]
      "audit/dead-letters"    = []
      "invoices/queue"        = []
      "invoices/dead-letters" = []
    }
    error_message = "An account reads a queue that does not list it, or cannot read one that does."
  }
  assert {
    condition     = !contains(flatten([for statement in data.aws_iam_policy_document.queue["audit/queue"].statement : tolist(statement.actions) if statement.sid == "LetReadersReceive"]), "sqs:SendMessage")
    error_message = "A reader could send messages too."
  }
}

run "a_topic_has_the_name_that_it_is_given_or_one_with_the_prefix" {
  variables {
    topics = { orders = { name = "acme-orders" }, prices = {} }
  }
  assert {
    condition     = { for name, topic in aws_sns_topic.this : name => topic.name } == { orders = "acme-orders", prices = "shop-prices" }
    error_message = "A topic has the wrong name."
  }
}

run "topics_are_encrypted" {
  assert {
    condition     = alltrue([for topic in aws_sns_topic.this : topic.kms_master_key_id == "alias/aws/sns"])
    error_message = "A topic is not encrypted."
  }
}

run "another_account_may_subscribe_its_own_endpoints_if_it_is_listed" {
  assert {
    condition     = keys(aws_sns_topic_policy.this) == ["prices"]
    error_message = "An account that is not listed may subscribe, or a listed one may not."
  }
  assert {
    condition = toset(one(data.aws_iam_policy_document.topic["prices"].statement).condition) == toset([
      { test = "StringEquals", variable = "sns:Protocol", values = tolist(["sqs"]) },
      { test = "StringLike", variable = "sns:Endpoint", values = tolist(["arn:aws:sqs:*:111122223333:prices-*"]) },
    ])
    error_message = "The account may subscribe other endpoints or protocols than listed."
  }
}

run "too_few_receives_are_refused" {
  command = plan
  variables {
    queues = { jobs = { max_receives = 4 } }
  }
  expect_failures = [var.queues]
}

run "a_second_subscription_to_a_topic_is_refused" {
  command = plan
  variables {
    queues = { jobs = { subscriptions = [{ topic = "orders" }, { topic = "orders", filter = { size = ["large"] } }] } }
  }
  expect_failures = [var.queues]
}

run "an_invalid_account_id_is_refused" {
  command = plan
  variables {
    topics = { orders = { subscribers = { all = { account = "*", endpoint = "*" } } } }
    queues = {}
  }
  expect_failures = [var.topics]
}
