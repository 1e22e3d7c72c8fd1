terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.80"
    }
  }

  # The other settings are in the environment's <environment>.s3.tfbackend, which scripts/bootstrap.sh writes.
  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      app         = var.app
      environment = var.environment
      managed_by  = "terraform"
    }
  }
}
