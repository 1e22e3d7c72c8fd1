# Everything deployed is derived from this output. While a check fails, Terraform evaluates nothing behind it: a missing or
# stale manifest cannot make it plan a change, least of all a deletion.
output "manifest" {
  description = "What `make build` made of the declarations: tooling/manifest/src/manifest.ts has its shape."
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
