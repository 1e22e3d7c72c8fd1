# The values of development, with a small manifest.

mock_provider "aws" {
  source = "../../terraform/mocks"
}

variables {
  dist    = "../../terraform/stack/fixtures/project"
  sources = "../../terraform/stack/fixtures/project"
}

run "the_public_route_is_throttled_tighter_than_the_others" {
  assert {
    condition     = output.settings.throttles.default == { burst = 100, rate = 50 } && output.settings.throttles.routes == { "POST /public" = { burst = 5, rate = 1 } }
    error_message = "The throttles are not those of the manifest's stage dev."
  }
}

run "nothing_is_protected_from_deletion" {
  assert {
    condition     = !output.settings.deletion_protection
    error_message = "Development could not be taken down."
  }
}

run "concurrency_is_reserved_as_declared" {
  assert {
    condition     = output.settings.reserved_concurrency == { archive = -1, invoices = -1, orders = 5, system = -1 }
    error_message = "The reserved concurrency is not the manifest's."
  }
}

run "a_new_account_reserves_none" {
  variables {
    reserved_concurrency = { orders = -1 }
  }

  assert {
    condition     = output.settings.reserved_concurrency == { archive = -1, invoices = -1, orders = -1, system = -1 }
    error_message = "Reserved concurrency cannot be switched off."
  }
}

run "everything_is_named_after_app_and_environment" {
  state_key = "another app's" # a state keeps the name of its first deployment
  variables {
    app = "reception"
  }

  assert {
    condition     = alltrue([for name, full in output.resources.function_names : full == "reception-dev-${name}"]) && output.resources.table_names.orders == "reception-dev-orders"
    error_message = "A name does not begin with the app and the environment."
  }
  assert {
    condition     = output.resources.secret_names == { "api-key" = "reception-dev/api-key" }
    error_message = "The functions would not find the secret under its name."
  }
}

run "the_outputs_list_queues_topics_and_buckets_by_their_declared_names" {
  assert {
    condition     = keys(output.resources.queue_urls) == ["invoices"] && keys(output.resources.topic_arns) == ["order-events"] && output.resources.bucket_names == { receipts = "frontdesk-dev-123456789012-receipts" }
    error_message = "A declared resource was not made, or is missing in the outputs."
  }
}

run "every_dead_letter_of_a_queue_or_a_function_raises_an_alarm" {
  assert {
    condition = { for name, threshold in output.settings.alarm_thresholds : name => threshold if endswith(name, "-dead-letters") } == {
      "frontdesk-dev-invoices-dead-letters"            = 0
      "frontdesk-dev-archive-invocations-dead-letters" = 0
    }
    error_message = "There are dead letters without an alarm."
  }
}

run "one_environment_can_have_a_second_service_client_while_a_secret_is_replaced" {
  variables {
    service_clients = ["voice-server", "voice-server-2"]
  }

  assert {
    condition     = keys(output.identity.service_client_ids) == ["voice-server", "voice-server-2"]
    error_message = "The secret of a service client cannot be replaced."
  }
}

run "every_table_has_a_ceiling_that_limits_its_cost" {
  assert {
    condition     = output.settings.table_ceiling == { read_units = 1000, write_units = 500 }
    error_message = "A table has no ceiling."
  }
}
