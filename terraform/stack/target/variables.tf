# We check a variable because every Terraform command enforces that: for `terraform destroy`, a failed postcondition is
# only a warning. If the check fails, nothing that uses the outputs is evaluated, so nothing is planned.
variable "target" {
  description = "Where the state's resources are deployed, and where this plan would put them. Both must be the same."
  type = object({
    deployed = object({ app = string, environment = string, region = string, account_id = string })
    planned  = object({ app = string, environment = string, region = string, account_id = string })
  })

  validation {
    condition     = var.target.deployed == var.target.planned
    error_message = <<-E
      This state belongs to ${var.target.deployed.app}-${var.target.deployed.environment} in ${var.target.deployed.region} (account ${var.target.deployed.account_id}), not to ${var.target.planned.app}-${var.target.planned.environment} in ${var.target.planned.region} (account ${var.target.planned.account_id}).
      If this folder was copied from envs/${var.target.deployed.environment}, it needs a state of its own: delete its .terraform folder, then run `make bootstrap ENV=${var.target.planned.environment}` in the project's root.
      If the app's name, the region or the account was changed, change it back: a deployment cannot be moved. For another region, make another environment in its own folder, or first take this one down with `make destroy ENV=${var.target.deployed.environment}`.
    E
  }
}
