# The access log used to be in /aws/apigateway/…. If that log group still exists, this release keeps it until its
# retention period has emptied it. New environments do not have one. The next release can delete this file, which
# deletes the log group.

locals {
  former_access_log = "/aws/apigateway/${local.name_prefix}-http"
}

data "aws_cloudwatch_log_groups" "former" {
  log_group_name_prefix = local.former_access_log
}

resource "aws_cloudwatch_log_group" "former_access_log" {
  count = contains(data.aws_cloudwatch_log_groups.former.log_group_names, local.former_access_log) ? 1 : 0

  name              = local.former_access_log
  retention_in_days = var.log_retention_days
}

moved {
  from = module.http_api.aws_cloudwatch_log_group.access
  to   = aws_cloudwatch_log_group.former_access_log[0]
}
