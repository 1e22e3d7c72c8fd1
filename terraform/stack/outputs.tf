# The outputs of an environment, in five groups. No name is in two groups: the scripts read all groups as one, and the
# local stack has the same outputs under the same names.

output "deployment" {
  description = "What is deployed, where, and in which version."
  value = {
    app           = var.app
    environment   = var.environment
    region        = data.aws_region.current.name
    name_prefix   = local.name_prefix # the start of every name
    source_hash   = var.manifest.source_hash
    live_alias    = one(distinct([for fn in module.function : fn.alias.name])) # the alias that callers reach
    live_versions = { for name, fn in module.function : name => fn.version }   # the versions that this deployment set; `make rollback` goes back through them
  }
}

output "endpoints" {
  description = "The addresses to call."
  value = {
    api_url              = module.http_api.url # without a slash at the end
    realtime_url         = local.realtime_url  # the WebSocket API; null without one
    socket_callback_url  = local.socket_callback_url
    token_url            = module.identity.token_url
    issuer               = module.identity.issuer
    jwks_uri             = module.identity.jwks_uri
    dashboard_url        = module.observability.dashboard_url
    domain_target        = module.http_api.domain_target # the target for the DNS record of your domain name; null if there is none
    socket_domain_target = one(module.websocket_api[*].domain_target)
  }
}

output "identity" {
  description = "What users and services need to sign in."
  value = {
    user_pool_id       = module.identity.user_pool.id
    user_pool_arn      = module.identity.user_pool.arn
    web_client_id      = module.identity.web_client_id                                # staff
    service_client_id  = module.identity.service_client_ids[local.service_clients[0]] # the first of them
    service_client_ids = module.identity.service_client_ids
  }
}

output "resources" {
  description = "The names of the resources in AWS, by their name in the manifest. Log groups are by function, `api` and `socket`."
  value = {
    function_names  = { for name, fn in module.function : name => fn.name }
    table_names     = { for name, table in module.tables.tables : name => table.name }
    secret_names    = module.secrets.names
    queue_urls      = { for name, queue in module.messaging.queues : name => queue.url }
    topic_arns      = { for name, topic in module.messaging.topics : name => topic.arn }
    bucket_names    = { for name, bucket in module.storage.buckets : name => bucket.name }
    log_group_names = merge({ for name, fn in module.function : name => fn.log_group_name }, { api = module.http_api.access_log_group_name }, { for socket in module.websocket_api : "socket" => socket.access_log_group_name })
    alarm_topic_arn = module.observability.alarm_topic_arn
  }

  precondition {
    condition     = length(setsubtract(keys(var.topic_names), keys(var.manifest.topics))) == 0
    error_message = "topic_names has a topic that is not declared. The declared ones are: ${join(", ", keys(var.manifest.topics))}."
  }
  precondition {
    condition     = length(var.outside_bots) == 0 || contains(keys(var.manifest.topics), local.bots_topic)
    error_message = "There are outside_bots, but the topic ${local.bots_topic}, whose messages they would get, is not declared."
  }
}

output "settings" {
  description = "The settings of this environment."
  value = {
    bedrock_region         = local.bedrock.region
    bedrock_model          = local.bedrock.model
    openai_base_url        = local.openai.base_url
    openai_model           = local.openai.model
    openai_embedding_model = local.openai.embedding_model # empty if there is none
    message_retention_days = local.days.message_retention_days
    topic_names            = local.references.topic_names # as functions get it: JSON
    throttles              = module.http_api.throttles
    reserved_concurrency   = { for name, fn in module.function : name => fn.reserved_concurrency } # -1 means none
    table_ceiling          = module.tables.ceiling                                                 # request units per second, for each table
    deletion_protection    = module.tables.deletion_protection || module.identity.deletion_protection
    alarm_thresholds       = module.observability.alarm_thresholds # how many in five minutes are still normal
  }
}
