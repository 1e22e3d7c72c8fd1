# Everything that is deployed depends on this output. If a check here fails, Terraform does not evaluate anything that
# uses the output. So a missing or stale manifest cannot cause a change in the plan, let alone a deletion.
output "manifest" {
  description = "The manifest that `make build` made from the declarations; tooling/manifest/src/manifest.ts describes it."
  value       = local.manifest

  precondition {
    condition     = local.manifest != null
    error_message = "There is no manifest in ${var.dist}. Run `make build` in the project's root, then plan again."
  }
  precondition {
    condition     = local.manifest == null || try(local.manifest.source_hash, "") == local.source_hash
    error_message = "The manifest in ${var.dist} was not made from these sources. Run `make build` in the project's root, then plan again."
  }
}
