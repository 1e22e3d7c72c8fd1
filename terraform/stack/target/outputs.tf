output "name_prefix" {
  description = "What every name begins with."
  value       = "${var.target.deployed.app}-${var.target.deployed.environment}"
}
