# The access log was once kept in /aws/apigateway/…. Where that group still is, it stays in this release with what it holds, until
# its retention has emptied it; new environments have none. The next release removes this file, and the group with it.

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
