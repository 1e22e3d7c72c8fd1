# The manifest has to be there, and made from the sources that are there.

run "a_manifest_of_these_sources_is_taken" {
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
