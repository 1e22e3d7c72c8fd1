# A late alarm: AWS adds up costs only hours afterwards. The tables' ceilings, the API's throttles and reserved
# concurrency limit costs at once.
resource "aws_budgets_budget" "this" {
  count = var.monthly_budget_usd == null ? 0 : 1

  name         = "${var.name_prefix}-monthly"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = var.monthly_budget_usd
  limit_unit   = "USD"
  tags         = var.tags

  dynamic "notification" {
    for_each = toset(["ACTUAL 80", "ACTUAL 100", "FORECASTED 100"])
    content {
      notification_type         = split(" ", notification.value)[0]
      threshold                 = split(" ", notification.value)[1]
      threshold_type            = "PERCENTAGE"
      comparison_operator       = "GREATER_THAN"
      subscriber_sns_topic_arns = [aws_sns_topic.alarms.arn]
    }
  }

  # AWS Budgets tests whether it may publish as soon as it gets the topic.
  depends_on = [aws_sns_topic_policy.alarms]
}
