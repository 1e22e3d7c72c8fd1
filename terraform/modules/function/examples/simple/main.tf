# One function of your own with one table it may read and write: zip a handler, then `terraform apply -var zip=handler.zip`.

variable "zip" {
  description = "The zip to deploy, with an `index.js` that exports `handler`."
  type        = string
}

resource "aws_dynamodb_table" "visits" {
  name         = "example-visits"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "page"

  attribute {
    name = "page"
    type = "S"
  }
}

module "function" {
  source = "../.."

  name    = "example-count-visits"
  package = { filename = var.zip, code_sha256 = filebase64sha256(var.zip) }

  environment = { TABLE = aws_dynamodb_table.visits.name }
  grants      = { CountVisits = { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [aws_dynamodb_table.visits.arn] } }
}

output "invoke" {
  description = "The alias to invoke."
  value       = module.function.alias.arn
}
