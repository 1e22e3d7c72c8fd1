resource "aws_secretsmanager_secret" "this" {
  for_each = var.secrets

  name                    = "${var.name_prefix}${each.key}"
  description             = each.value
  recovery_window_in_days = var.recovery_window_days
  kms_key_id              = var.kms_key_arn
  tags                    = var.tags
}
