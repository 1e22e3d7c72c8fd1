output "name_prefix" {
  description = "The start of every name."
  value       = "${var.target.deployed.app}-${var.target.deployed.environment}"
}
