# All resources of an environment. Environments differ only in the values that the roots in envs/ pass in.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  name_prefix = module.target.name_prefix
  stage       = var.manifest.stages[var.stage]

  # The values that a function's environment may refer to, under the same names as in the outputs.
  references = {
    name_prefix            = local.name_prefix
    environment            = var.environment
    user_pool_id           = module.identity.user_pool.id
    web_client_id          = module.identity.web_client_id
    issuer                 = module.identity.issuer
    jwks_uri               = module.identity.jwks_uri
    token_url              = module.identity.token_url
    realtime_url           = local.has_socket ? local.realtime_url : ""
    account_id             = data.aws_caller_identity.current.account_id
    socket_callback_url    = local.socket_callback_url
    message_retention_days = local.days.message_retention_days
    topic_names            = jsonencode(var.topic_names)
    bedrock_region         = local.bedrock.region
    bedrock_model          = local.bedrock.model
    openai_base_url        = local.openai.base_url
    openai_model           = local.openai.model
    openai_embedding_model = local.openai.embedding_model
  }

  # The references that are numbers of days, to which buckets may refer too.
  days = {
    message_retention_days = tonumber(coalesce(var.message_retention_days, var.manifest.references["message_retention_days"].default))
  }

  service_clients = coalesce(var.service_clients, var.manifest.identity.service_clients)

  openai = {
    base_url        = coalesce(var.openai.base_url, var.manifest.references["openai_base_url"].default)
    model           = coalesce(var.openai.model, var.manifest.references["openai_model"].default)
    embedding_model = var.openai.embedding_model
  }

  bedrock = {
    region = coalesce(var.bedrock.region, data.aws_region.current.name)
    model  = coalesce(var.bedrock.model, var.manifest.references["bedrock_model"].default)
  }
}

module "tables" {
  source = "../modules/tables"

  name_prefix         = local.name_prefix
  tables              = var.manifest.tables
  ceiling             = var.table_ceiling
  deletion_protection = var.deletion_protection
}

module "identity" {
  source = "../modules/identity"

  name_prefix         = local.name_prefix
  domain_prefix       = coalesce(var.user_pool_domain_prefix, "${local.name_prefix}-${data.aws_caller_identity.current.account_id}")
  deletion_protection = var.deletion_protection
  service_clients     = local.service_clients
  groups              = var.manifest.identity.groups
  resource_server     = var.manifest.identity.resource_server
  user_pool_tier      = var.user_pool_tier
}

module "secrets" {
  source = "../modules/secrets"

  name_prefix          = "${local.name_prefix}/"
  secrets              = { for name, secret in var.manifest.secrets : name => secret.description }
  recovery_window_days = var.secret_recovery_days
}

module "messaging" {
  source = "../modules/messaging"

  name_prefix = local.name_prefix
  topics      = local.topics
  queues      = merge(var.manifest.queues, local.bot_queues)
}

module "storage" {
  source = "../modules/storage"

  name_prefix = local.name_prefix
  buckets = {
    for name, bucket in var.manifest.buckets : name => {
      expire_after_days = bucket.expire_after_days == null ? null : coalesce(bucket.expire_after_days.value, try(local.days[bucket.expire_after_days.ref], null))
      upload_origins    = bucket.browser_uploads ? var.cors_origins : []
    }
  }
  notifications = local.notifications
  force_destroy = !var.deletion_protection
}

module "function" {
  source   = "../modules/function"
  for_each = var.manifest.functions

  name                 = "${local.name_prefix}-${each.key}"
  description          = each.value.description
  package              = { filename = "${var.dist}/${each.value.zip}", code_sha256 = each.value.zip_sha256 }
  handler              = each.value.handler
  runtime              = each.value.runtime
  architecture         = each.value.architecture
  memory_mb            = each.value.memory_mb
  timeout_seconds      = each.value.timeout_seconds
  environment          = { for name, value in each.value.environment : name => value.ref == null ? value.value : local.references[value.ref] }
  reserved_concurrency = local.reserved_concurrency[each.key]
  log_retention_days   = var.log_retention_days

  grants        = local.grants[each.key]
  event_sources = local.event_sources[each.key]
}

module "http_api" {
  source = "../modules/http-api"

  name               = "${local.name_prefix}-http"
  description        = "Frontdesk (${var.environment})"
  throttle           = local.stage.throttle
  route_throttles    = local.stage.route_throttles
  log_retention_days = var.log_retention_days
  detailed_metrics   = var.detailed_metrics
  domain             = var.domain

  functions = {
    for name in toset(var.manifest.routes[*].function) : name => {
      function_name = module.function[name].name
      alias         = module.function[name].alias.name
      invoke_arn    = module.function[name].alias.invoke_arn
    }
  }
  routes = {
    for route in var.manifest.routes : route.operation => {
      route_key = route.route_key
      function  = route.function
      jwt       = route.authorizer == "jwt"
      scopes    = route.authorization_scopes
    }
  }
  jwt = {
    issuer   = module.identity.issuer
    audience = concat([module.identity.web_client_id], values(module.identity.service_client_ids))
  }
  cors = length(var.cors_origins) == 0 ? null : {
    allow_origins  = var.cors_origins
    allow_methods  = var.manifest.cors.allow_methods
    allow_headers  = var.manifest.cors.allow_headers
    expose_headers = var.manifest.cors.expose_headers
    max_age        = var.manifest.cors.max_age_seconds
  }
}

module "observability" {
  source = "../modules/observability"

  name_prefix        = local.name_prefix
  environment        = var.environment
  metric_namespace   = "Frontdesk"
  api                = { id = module.http_api.id, stage = module.http_api.stage_name }
  socket             = one([for socket in module.websocket_api : { id = socket.id, stage = socket.stage_name }])
  functions          = { for name, fn in module.function : name => fn.name }
  queues             = { for name in keys(var.manifest.queues) : name => module.messaging.queues[name].name }
  dead_letter_queues = local.dead_letter_queues
  thresholds         = var.alarm_thresholds
  alarm_emails       = var.alarm_emails
  monthly_budget_usd = var.monthly_budget_usd
}
