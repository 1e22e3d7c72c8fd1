# Two tables: settings, and orders by customer and time, which can also be found by day.

module "tables" {
  source = "../.."

  name_prefix         = "example"
  deletion_protection = false

  tables = {
    orders = {
      partition_key = { name = "customer", type = "S" }
      sort_key      = { name = "placed_at", type = "S" }
      ttl_attribute = "expires_at"
      indexes = {
        ByDay = { partition_key = { name = "day", type = "S" }, sort_key = { name = "placed_at", type = "S" } }
      }
    }
    settings = { partition_key = { name = "id", type = "S" } }
  }
}

output "tables" {
  description = "Their names and ARNs."
  value       = module.tables.tables
}
