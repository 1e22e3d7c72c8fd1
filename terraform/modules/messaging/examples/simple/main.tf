# A topic of orders; a queue that takes the large ones among them, with a queue for its dead letters.

module "messaging" {
  source = "../.."

  name_prefix = "example"
  topics      = { orders = {} }
  queues = {
    invoices = {
      visibility_seconds = 60
      subscriptions      = [{ topic = "orders", filter = { size = ["large"] } }]
    }
  }
}

output "queues" {
  description = "Where messages are taken from, and where dead letters wait."
  value       = module.messaging.queues
}

output "topics" {
  description = "Where messages are published."
  value       = module.messaging.topics
}
