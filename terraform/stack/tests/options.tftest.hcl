# What an environment can choose about its realtime resources, with a small manifest.

mock_provider "aws" {
  source = "../mocks"
}

variables {
  dist                 = "fixtures/project"
  environment          = "dev"
  stage                = "dev"
  deletion_protection  = false
  secret_recovery_days = 0
  log_retention_days   = 14
  cors_origins         = ["https://desk.example.com"]
  openai               = {}
  table_ceiling        = { read_units = 100, write_units = 100 }

  manifest = jsondecode(file("fixtures/project/manifest.json"))
}

run "one_number_of_days_is_for_messages_and_for_what_is_attached_to_them" {
  variables {
    message_retention_days = 30
  }

  assert {
    condition     = local.references.message_retention_days == 30 && module.storage.buckets.receipts.expire_after_days == 30
    error_message = "The functions or the bucket have another number of days."
  }
}

run "without_a_number_it_is_the_declared_one" {
  assert {
    condition     = local.references.message_retention_days == 90 && module.storage.buckets.receipts.expire_after_days == 90
    error_message = "The default is another."
  }
}

run "the_pages_that_may_call_the_api_may_also_upload" {
  assert {
    condition     = module.storage.buckets.receipts.upload_origins == tolist(["https://desk.example.com"])
    error_message = "Another page may upload, or none."
  }
}

run "a_topic_can_have_a_name_of_its_own_and_functions_are_told" {
  variables {
    topic_names = { order-events = "acme-orders" }
  }

  assert {
    condition     = module.messaging.topics["order-events"].name == "acme-orders" && local.references.topic_names == jsonencode({ order-events = "acme-orders" })
    error_message = "The topic has another name, or functions would publish to another topic."
  }
}

run "a_function_may_ask_the_declared_model_in_the_stacks_own_region_and_no_other" {
  assert {
    condition = local.grants.orders.ModelBedrock == {
      actions   = toset(["bedrock:InvokeModelWithResponseStream"])
      resources = ["arn:aws:bedrock:us-east-1::foundation-model/openai.gpt-oss-120b-1:0"]
    }
    error_message = "The function may ask another model, or not this one."
  }
  assert {
    condition     = [local.references.bedrock_region, local.references.bedrock_model] == ["us-east-1", "openai.gpt-oss-120b-1:0"]
    error_message = "The functions would ask another model than they may."
  }
}

run "the_model_of_bedrock_can_be_another_one_in_another_region" {
  variables {
    bedrock = { region = "us-west-2", model = "openai.gpt-oss-20b-1:0" }
  }

  assert {
    condition     = one(local.grants.orders.ModelBedrock.resources) == "arn:aws:bedrock:us-west-2::foundation-model/openai.gpt-oss-20b-1:0"
    error_message = "The functions may not ask the model that they would ask."
  }
  assert {
    condition     = [output.settings.bedrock_region, output.settings.bedrock_model] == ["us-west-2", "openai.gpt-oss-20b-1:0"]
    error_message = "The outputs name another model."
  }
}

run "an_inference_profile_is_refused" {
  command = plan
  variables {
    bedrock = { model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0" }
  }
  expect_failures = [var.bedrock]
}

run "a_name_for_a_topic_that_is_not_declared_is_refused" {
  command = plan
  variables {
    topic_names = { orders = "acme-orders" }
  }
  expect_failures = [output.resources]
}

run "the_queues_of_a_function_share_its_reserved_concurrency" {
  variables {
    reserved_concurrency = { invoices = 3 }
    manifest = merge(jsondecode(file("fixtures/project/manifest.json")), {
      functions = {
        for name, fn in jsondecode(file("fixtures/project/manifest.json")).functions : name => merge(fn, {
          event_sources = [for source in fn.event_sources : merge(source, source.kind == "queue" ? { maximum_concurrency = 20 } : {})]
        })
      }
    })
  }

  assert {
    condition     = local.event_sources.invoices.queues.invoices.maximum_concurrency == 3
    error_message = "The queue could start more invocations than Lambda lets the function have."
  }
}

run "without_reserved_concurrency_a_queue_has_the_declared_one" {
  assert {
    condition     = local.event_sources.invoices.queues.invoices.maximum_concurrency == one([for source in var.manifest.functions.invoices.event_sources : source.maximum_concurrency if source.kind == "queue"])
    error_message = "The queue starts more invocations than declared, or fewer."
  }
}

run "a_bot_of_some_tenants_reads_a_queue_that_gets_their_messages_alone" {
  variables {
    manifest = merge(jsondecode(file("fixtures/project/manifest.json")), { topics = { messages = { description = "" }, order-events = { description = "" } } })
    outside_bots = {
      acme  = { account = "111122223333", client_ids = ["acme-dental"] }
      trust = { account = "444455556666", endpoint = "arn:aws:sqs:*:444455556666:frontdesk-*" }
    }
  }

  assert {
    condition = local.bot_queues == { bot-acme = {
      visibility_seconds = 180
      max_receives       = 5
      readers            = ["111122223333"]
      subscriptions      = [{ topic = "messages", filter = { clientId = tolist(["acme-dental"]), messageType = tolist(["user"]) } }]
    } }
    error_message = "The bot could read the messages of other tenants, or none."
  }
  assert {
    condition     = keys(output.resources.queue_urls) == ["bot-acme", "invoices"]
    error_message = "The bot has no queue, or one that subscribes by itself has one."
  }
  assert {
    condition     = values(local.topics["messages"].subscribers) == tolist([{ account = "444455556666", protocols = toset(["sqs"]), endpoint = "arn:aws:sqs:*:444455556666:frontdesk-*" }]) && length(local.topics["order-events"].subscribers) == 0
    error_message = "Another account may subscribe than the one that is trusted, or to another topic."
  }
}

run "a_bot_of_no_tenant_is_refused" {
  command = plan
  variables {
    outside_bots = { acme = { account = "111122223333", client_ids = [] } }
  }
  expect_failures = [var.outside_bots]
}

run "a_bot_must_be_trusted_with_all_tenants_or_have_some" {
  command = plan
  variables {
    outside_bots = { acme = { account = "111122223333" } }
  }
  expect_failures = [var.outside_bots]
}
