# The role by which API Gateway writes logs of WebSocket APIs, for the whole account in this region. There can be one alone, and
# two configurations that each have one undo each other's: so it is made only where it is asked for.

data "aws_iam_policy_document" "assume" {
  count = var.account_logging_role ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["apigateway.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "logging" {
  count = var.account_logging_role ? 1 : 0

  name               = "${var.name}-logging"
  description        = "Lets API Gateway write its logs"
  assume_role_policy = data.aws_iam_policy_document.assume[0].json
  tags               = var.tags
}

# AWS's own policy for the purpose: API Gateway checks that the role may do all that it lists.
resource "aws_iam_role_policy_attachment" "logging" {
  count = var.account_logging_role ? 1 : 0

  role       = aws_iam_role.logging[0].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

# When it is destroyed the account keeps its setting: other APIs may log by it.
resource "aws_api_gateway_account" "this" {
  count = var.account_logging_role ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.logging[0].arn

  depends_on = [aws_iam_role_policy_attachment.logging]
}
