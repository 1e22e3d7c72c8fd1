# The manifest must exist and must be made from the current sources.

run "a_manifest_of_these_sources_is_accepted" {
  command = plan
  variables {
    dist    = "../fixtures/project"
    sources = "../fixtures/project"
  }

  assert {
    condition     = keys(output.manifest.functions) == ["archive", "invoices", "orders", "system"]
    error_message = "The manifest was not read."
  }
}

run "a_missing_manifest_stops_everything" {
  command = plan
  variables {
    dist    = "../fixtures/nothing-built"
    sources = "../fixtures/project"
  }
  expect_failures = [output.manifest]
}

run "a_stale_manifest_stops_everything" {
  command = plan
  variables {
    dist    = "../fixtures/project"
    sources = "../../.."
  }
  expect_failures = [output.manifest]
}
