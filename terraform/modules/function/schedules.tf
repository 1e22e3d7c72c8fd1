# EventBridge Scheduler needs a role to invoke the function. Each function has its own.

locals {
  is_scheduled = length(var.event_sources.schedules) > 0
}

data "aws_iam_policy_document" "assume_scheduler" {
  count = local.is_scheduled ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "schedules" {
  count = local.is_scheduled ? 1 : 0

  statement {
    sid       = "Invoke"
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_alias.this.arn]
  }

  dynamic "statement" {
    for_each = local.has_dead_letters && !local.dead_letters_are_a_topic ? [local.dead_letter_arn] : []
    content {
      sid       = "SendDeadLetters"
      actions   = ["sqs:SendMessage"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_role" "schedules" {
  count = local.is_scheduled ? 1 : 0

  name               = "${var.name}-schedules"
  description        = "Invokes ${var.name} when it is due"
  assume_role_policy = data.aws_iam_policy_document.assume_scheduler[0].json
  tags               = var.tags

  lifecycle {
    precondition {
      condition     = length(var.name) <= 54
      error_message = "The role's name, <name>-schedules, would be longer than the 64 characters that IAM allows."
    }
  }
}

resource "aws_iam_role_policy" "schedules" {
  count = local.is_scheduled ? 1 : 0

  name   = "invoke"
  role   = aws_iam_role.schedules[0].id
  policy = data.aws_iam_policy_document.schedules[0].json
}

resource "aws_scheduler_schedule" "this" {
  for_each = var.event_sources.schedules

  name                         = each.value.name
  description                  = each.value.description
  schedule_expression          = each.value.expression
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_alias.this.arn
    role_arn = aws_iam_role.schedules[0].arn

    # Scheduler replaces the words in angle brackets by the time. jsonencode() would escape the brackets.
    input = replace(replace(
      jsonencode(merge(each.value.input, { time = "<aws.scheduler.scheduled-time>" })),
    "\\u003c", "<"), "\\u003e", ">")

    dynamic "dead_letter_config" {
      for_each = local.dead_letters_are_a_topic ? [] : [local.dead_letter_arn]
      content {
        arn = dead_letter_config.value
      }
    }
  }

  depends_on = [aws_iam_role_policy.schedules]
}
