# The values of production, with a small manifest.

mock_provider "aws" {
  source = "../../terraform/mocks"
}

variables {
  dist    = "../../terraform/stack/fixtures/project"
  sources = "../../terraform/stack/fixtures/project"
}

run "the_public_route_is_throttled_tighter_than_the_others" {
  assert {
    condition     = output.settings.throttles.default == { burst = 400, rate = 200 } && output.settings.throttles.routes == { "POST /public" = { burst = 10, rate = 2 } }
    error_message = "The throttles are not those of the manifest's stage prod."
  }
}

run "production_is_protected_from_deletion" {
  assert {
    condition     = output.settings.deletion_protection
    error_message = "Production could be deleted by accident."
  }
}

run "the_protection_can_be_removed_to_take_production_down" {
  variables {
    deletion_protection = false
  }

  assert {
    condition     = !output.settings.deletion_protection
    error_message = "Production could never be taken down."
  }
}

run "alarms_have_the_products_thresholds" {
  assert {
    condition = output.settings.alarm_thresholds == merge(
      {
        "frontdesk-prod-rate-limit-hits"                  = 50
        "frontdesk-prod-rate-limit-errors"                = 5
        "frontdesk-prod-api-4xx"                          = 10
        "frontdesk-prod-api-5xx"                          = 5
        "frontdesk-prod-invoices-age"                     = 300
        "frontdesk-prod-invoices-dead-letters"            = 0
        "frontdesk-prod-archive-invocations-dead-letters" = 0
      },
      merge([
        for name in keys(output.resources.function_names) : {
          "frontdesk-prod-${name}-errors"    = 5
          "frontdesk-prod-${name}-throttles" = 5
        }
      ]...),
    )
    error_message = "A threshold is not the specified one."
  }
}

run "the_api_is_at_its_own_domain_name" {
  variables {
    domain_name     = "api.frontdesk.example"
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/mock"
  }

  assert {
    condition     = output.endpoints.api_url == "https://api.frontdesk.example" && output.endpoints.domain_target != null
    error_message = "The domain name is not used."
  }
}

run "every_table_has_a_ceiling_that_limits_its_cost" {
  assert {
    condition     = output.settings.table_ceiling == { read_units = 4000, write_units = 2000 }
    error_message = "A table has no ceiling."
  }
}
