# API Gateway needs this role to write the logs of WebSocket APIs. Each account has one such setting per region. If two
# configurations set it, they overwrite each other, so it is made only on request.

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

# AWS's own policy for this purpose. API Gateway checks that the role has all its permissions.
resource "aws_iam_role_policy_attachment" "logging" {
  count = var.account_logging_role ? 1 : 0

  role       = aws_iam_role.logging[0].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

# Destroying this resource leaves the account's setting in place, because other APIs may need it for their logs.
resource "aws_api_gateway_account" "this" {
  count = var.account_logging_role ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.logging[0].arn

  depends_on = [aws_iam_role_policy_attachment.logging]
}
