# In groups, each described where it is made: terraform/stack/outputs.tf.

output "deployment" {
  description = "What is deployed, where, in which version."
  value       = module.frontdesk.deployment
}

output "endpoints" {
  description = "The addresses to call."
  value       = module.frontdesk.endpoints
}

output "identity" {
  description = "What signs users and services in."
  value       = module.frontdesk.identity
}

output "resources" {
  description = "The names of what was made in AWS."
  value       = module.frontdesk.resources
}

output "settings" {
  description = "The numbers and names that this environment was given."
  value       = module.frontdesk.settings
}
