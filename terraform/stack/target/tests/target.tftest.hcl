# A state stays with the environment, region and account of its first deployment.

variables {
  target = {
    deployed = { app = "frontdesk", environment = "dev", region = "us-east-1", account_id = "123456789012" }
    planned  = { app = "frontdesk", environment = "dev", region = "us-east-1", account_id = "123456789012" }
  }
}

run "names_are_made_from_what_is_deployed" {
  command = plan

  assert {
    condition     = output.name_prefix == "frontdesk-dev"
    error_message = "The names would change."
  }
}

run "another_environment_is_refused" {
  command = plan
  variables {
    target = {
      deployed = { app = "frontdesk", environment = "dev", region = "us-east-1", account_id = "123456789012" }
      planned  = { app = "frontdesk", environment = "staging", region = "us-east-1", account_id = "123456789012" }
    }
  }
  expect_failures = [var.target]
}

run "another_region_is_refused" {
  command = plan
  variables {
    target = {
      deployed = { app = "frontdesk", environment = "dev", region = "us-east-1", account_id = "123456789012" }
      planned  = { app = "frontdesk", environment = "dev", region = "eu-west-1", account_id = "123456789012" }
    }
  }
  expect_failures = [var.target]
}

run "another_account_is_refused" {
  command = plan
  variables {
    target = {
      deployed = { app = "frontdesk", environment = "dev", region = "us-east-1", account_id = "123456789012" }
      planned  = { app = "frontdesk", environment = "dev", region = "us-east-1", account_id = "210987654321" }
    }
  }
  expect_failures = [var.target]
}

run "another_name_is_refused" {
  command = plan
  variables {
    target = {
      deployed = { app = "frontdesk", environment = "dev", region = "us-east-1", account_id = "123456789012" }
      planned  = { app = "reception", environment = "dev", region = "us-east-1", account_id = "123456789012" }
    }
  }
  expect_failures = [var.target]
}
