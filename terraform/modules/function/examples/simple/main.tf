# One function with one table that it may read and write. Zip a handler, then run `terraform apply -var
# zip=handler.zip`.

variable "zip" {
  description = "The zip to deploy. Its `index.js` exports `handler`."
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
