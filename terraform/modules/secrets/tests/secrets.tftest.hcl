mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name_prefix = "shop/"
  secrets     = { "api-key" = "Of the model's provider" }
}

run "a_secret_is_made_under_its_full_name_and_can_be_restored" {
  assert {
    condition     = aws_secretsmanager_secret.this["api-key"].name == "shop/api-key" && aws_secretsmanager_secret.this["api-key"].recovery_window_in_days == 30
    error_message = "The secret has the wrong name, or is deleted immediately."
  }
}

run "a_recovery_window_that_secrets_manager_does_not_know_is_refused" {
  command = plan
  variables {
    recovery_window_days = 3
  }
  expect_failures = [var.recovery_window_days]
}
