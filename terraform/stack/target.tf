# A state belongs to one environment in one region of one account from its first deployment on. What that was is kept in the
# state itself, and every name is made of what was kept.

locals {
  target = {
    app         = var.app
    environment = var.environment
    region      = data.aws_region.current.name
    account_id  = data.aws_caller_identity.current.account_id
  }
}

resource "terraform_data" "target" {
  input = local.target

  lifecycle {
    ignore_changes = [input]
  }
}

module "target" {
  source = "./target"

  target = { deployed = terraform_data.target.input, planned = local.target }
}
