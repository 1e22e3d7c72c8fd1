terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.80"
    }
  }

  # The other settings are in <environment>.s3.tfbackend, which `make bootstrap` writes, because the bucket's name
  # contains the account's id.
  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      app         = var.app
      environment = local.environment
      managed_by  = "terraform"
    }
  }
}
