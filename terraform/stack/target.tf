# From its first deployment on, a state belongs to one environment, in one region of one account. This resource stores
# them in the state, and all names are made from the stored values.

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
