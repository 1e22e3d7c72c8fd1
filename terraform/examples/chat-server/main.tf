# A chat server: people in a room see what the others write. It consists of one WebSocket API, one function, two tables and
# a topic, each made by a module of this repository.

module "tables" {
  source = "../../modules/tables"

  name_prefix         = var.name
  deletion_protection = var.deletion_protection
  ceiling             = { read_units = 500, write_units = 250 } # limits what a flood of messages can cost

  tables = {
    # Who is in a room, and in which room a connection is.
    connections = {
      partition_key = { name = "pk", type = "S" }
      sort_key      = { name = "sk", type = "S" }
      ttl_attribute = "expires_at"
    }
    messages = {
      partition_key = { name = "room", type = "S" }
      sort_key      = { name = "sent", type = "S" }
      ttl_attribute = "expires_at"
    }
  }
}

module "messaging" {
  source = "../../modules/messaging"

  name_prefix = var.name
  topics      = { messages = { name = var.topic_name, subscribers = var.subscribers } }
}

module "function" {
  source = "../../modules/function"

  name            = var.name
  description     = "The routes of the chat server"
  package         = { filename = var.zip, code_sha256 = filebase64sha256(var.zip) }
  memory_mb       = 512
  timeout_seconds = 15

  environment = {
    CALLBACK_URL      = module.socket.callback_url
    CONNECTIONS_TABLE = module.tables.tables.connections.name
    MESSAGES_TABLE    = module.tables.tables.messages.name
    TOPIC_ARN         = module.messaging.topics.messages.arn
    RETENTION_DAYS    = var.retention_days
  }
  grants = {
    Connections = { actions = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], resources = [module.tables.tables.connections.arn] }
    Messages    = { actions = ["dynamodb:PutItem", "dynamodb:Query"], resources = [module.tables.tables.messages.arn] }
    Topic       = { actions = ["sns:Publish"], resources = [module.messaging.topics.messages.arn] }
    Push        = { actions = ["execute-api:ManageConnections"], resources = [module.socket.connections_arn] }
  }
}

module "socket" {
  source = "../../modules/websocket-api"

  name                 = var.name
  domain               = var.domain
  account_logging_role = var.account_logging_role
  throttle             = { burst = 100, rate = 50 }

  functions = {
    chat = { function_name = module.function.name, alias = module.function.alias.name, invoke_arn = module.function.alias.invoke_arn }
  }
  routes = [
    { route_key = "$connect", function = "chat" },
    { route_key = "$disconnect", function = "chat" },
    { route_key = "message.send", function = "chat", answers = true },
    { route_key = "messages.list", function = "chat", answers = true },
  ]
}
