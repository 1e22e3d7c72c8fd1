# The WebSocket API, if the manifest declares one.

locals {
  has_socket = var.manifest.socket != null

  # Separate values, because the stage waits for the functions, and these wait for some of the addresses.
  socket_callback_url = local.has_socket ? module.websocket_api[0].callback_url : null
  connections_arn     = local.has_socket ? module.websocket_api[0].connections_arn : null
  realtime_url        = local.has_socket ? module.websocket_api[0].url : null
}

module "websocket_api" {
  source = "../modules/websocket-api"
  count  = local.has_socket ? 1 : 0

  name                 = "${local.name_prefix}-socket"
  description          = "Frontdesk (${var.environment}), live"
  stage_name           = "realtime"
  throttle             = local.stage.throttle
  log_retention_days   = var.log_retention_days
  detailed_metrics     = var.detailed_metrics
  domain               = var.socket_domain
  account_logging_role = var.account_logging_role

  functions = {
    for name in toset(concat(var.manifest.socket.routes[*].function, [var.manifest.socket.authorizer])) : name => {
      function_name = module.function[name].name
      alias         = module.function[name].alias.name
      invoke_arn    = module.function[name].alias.invoke_arn
    }
  }
  routes     = [for route in var.manifest.socket.routes : { route_key = route.route_key, function = route.function, answers = route.answers }]
  authorizer = { function = var.manifest.socket.authorizer }
}
