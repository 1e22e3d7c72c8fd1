# A topic for orders, and a queue that gets the large ones, with a queue for its dead letters.

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
  description = "The queue and its dead-letter queue."
  value       = module.messaging.queues
}

output "topics" {
  description = "The topic to publish to."
  value       = module.messaging.topics
}
