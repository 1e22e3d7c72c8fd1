# terraform/stack/outputs.tf describes what is in each group.

output "deployment" {
  description = "What is deployed, where, and in which version."
  value       = module.frontdesk.deployment
}

output "endpoints" {
  description = "The addresses to call."
  value       = module.frontdesk.endpoints
}

output "identity" {
  description = "What users and services need to sign in."
  value       = module.frontdesk.identity
}

output "resources" {
  description = "The names of the resources in AWS."
  value       = module.frontdesk.resources
}

output "settings" {
  description = "The settings of this environment."
  value       = module.frontdesk.settings
}
