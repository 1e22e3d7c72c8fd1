# What invokes the functions of an environment, and what they are granted, with a small manifest.

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
  cors_origins         = []
  openai               = {}
  table_ceiling        = { read_units = 100, write_units = 100 }

  manifest = jsondecode(file("fixtures/project/manifest.json"))
}

run "a_function_is_granted_just_what_is_declared_by_kind_and_name" {
  assert {
    condition = { for sid, grant in local.grants.orders : sid => join(" ", grant.actions) } == {
      BucketReceipts   = "s3:GetObject s3:ListBucket"
      IndexOrdersByDay = "dynamodb:Query"
      ModelBedrock     = "bedrock:InvokeModelWithResponseStream"
      QueueInvoices    = "sqs:SendMessage"
      SecretApiKey     = "secretsmanager:GetSecretValue"
      TableOrders      = "dynamodb:GetItem dynamodb:Query"
      TableRegistry    = "dynamodb:GetItem"
      TopicOrderEvents = "sns:Publish"
    }
    error_message = "A grant is missing or wrong."
  }
}

run "listing_is_granted_on_the_bucket_and_everything_else_on_its_objects" {
  assert {
    condition     = join(" ", local.grants.orders.BucketReceipts.resources) == "arn:aws:s3:::mock arn:aws:s3:::mock/*" && join(" ", local.grants.archive.BucketReceipts.resources) == "arn:aws:s3:::mock/*"
    error_message = "A function may do more with a bucket than it was granted, or less."
  }
}

run "every_event_source_invokes_the_function_that_declares_it" {
  assert {
    condition = {
      for name, sources in local.event_sources : name => flatten([for kind in ["queues", "topics", "buckets", "schedules"] : keys(sources[kind])]) if length(flatten([for kind in ["queues", "topics", "buckets", "schedules"] : keys(sources[kind])])) > 0
    } == { archive = ["order-events", "receipts", "nightly"], invoices = ["invoices"] }
    error_message = "A declared event source does not invoke its function, or an undeclared one does."
  }
  assert {
    condition     = local.event_sources.archive.schedules.nightly.input == { source = "frontdesk.schedule", schedule = "nightly" } && local.event_sources.archive.schedules.nightly.name == "frontdesk-dev-nightly"
    error_message = "The function would not know which schedule invokes it."
  }
  assert {
    condition     = local.notifications.receipts[0].events == ["s3:ObjectCreated:*"] && local.notifications.receipts[0].prefix == "incoming/" && length(local.notifications.receipts) == 1
    error_message = "The bucket notifies the wrong function, or of the wrong objects."
  }
}
