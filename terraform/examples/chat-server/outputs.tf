output "url" {
  description = "The address to connect to; add `?room=…&name=…`."
  value       = module.socket.url
}

output "topic_arn" {
  description = "The topic that every message is published to, with its room as the attribute `room`."
  value       = module.messaging.topics.messages.arn
}

output "tables" {
  description = "The tables' names."
  value       = { for name, table in module.tables.tables : name => table.name }
}

output "domain_target" {
  description = "The target for the DNS record of your domain name; null without one."
  value       = module.socket.domain_target
}
