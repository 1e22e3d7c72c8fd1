# A check of a variable, because Terraform holds to it in every command: a failed postcondition is a mere warning to
# `terraform destroy`. Nothing behind the outputs is evaluated then, and so nothing is planned.
variable "target" {
  description = "Where the state's resources are, and where they are planned to be. Both must be the same."
  type = object({
    deployed = object({ app = string, environment = string, region = string, account_id = string })
    planned  = object({ app = string, environment = string, region = string, account_id = string })
  })

  validation {
    condition     = var.target.deployed == var.target.planned
    error_message = <<-E
      This state is that of ${var.target.deployed.app}-${var.target.deployed.environment} in ${var.target.deployed.region} (account ${var.target.deployed.account_id}), and not of ${var.target.planned.app}-${var.target.planned.environment} in ${var.target.planned.region} (account ${var.target.planned.account_id}).
      If this folder was copied from envs/${var.target.deployed.environment}, it needs a state of its own: delete its .terraform folder, then run `make bootstrap ENV=${var.target.planned.environment}` in the project's root.
      If the app's name, the region or the account was changed: change it back. What is deployed cannot be moved. Another region is another environment, in a folder of its own; or first take this one down as it is, with `make destroy ENV=${var.target.deployed.environment}`.
    E
  }
}
