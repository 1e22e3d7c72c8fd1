# The part of dist/manifest.json that Terraform reads; tooling/manifest/src/manifest.ts describes all of it. It comes
# from the module in ./manifest. If the manifest was not made from these sources, that module stops the plan.
variable "manifest" {
  description = "The manifest that `make build` made from the declarations."
  type = object({
    source_hash = string
    functions = map(object({
      description          = string
      zip                  = string
      zip_sha256           = string
      handler              = string
      runtime              = string
      architecture         = string
      memory_mb            = number
      timeout_seconds      = number
      reserved_concurrency = optional(number)
      # Either a value or a reference that this stack resolves.
      environment = map(object({ value = optional(string), ref = optional(string) }))
      # A resource by its kind and logical name (an index is `<table>/<index>`), and actions by their names in IAM.
      grants = list(object({
        resource = object({ kind = string, name = string })
        actions  = set(string)
      }))
      # What invokes the function besides the two APIs. The fields after `name` depend on the kind.
      event_sources = list(object({
        kind                    = string
        name                    = string
        batch_size              = optional(number)
        batching_window_seconds = optional(number)
        maximum_concurrency     = optional(number)
        filter                  = optional(map(list(string)))
        events                  = optional(set(string))
        prefix                  = optional(string)
      }))
    }))
    routes = list(object({
      operation            = string
      route_key            = string
      function             = string
      authorizer           = string
      authorization_scopes = set(string)
    }))
    # Null where no function serves WebSocket routes.
    socket = optional(object({
      authorizer = string
      routes     = list(object({ route_key = string, function = string, answers = bool }))
    }))
    tables = map(object({
      partition_key = object({ name = string, type = string })
      sort_key      = optional(object({ name = string, type = string }))
      indexes = map(object({
        partition_key = object({ name = string, type = string })
        sort_key      = optional(object({ name = string, type = string }))
        projection    = string
      }))
      ttl_attribute = optional(string)
    }))
    queues = map(object({
      visibility_seconds = number
      max_receives       = number
      subscriptions      = list(object({ topic = string, filter = optional(map(list(string))) }))
    }))
    topics = map(object({ description = string }))
    buckets = map(object({
      # Like a value of an environment.
      expire_after_days = optional(object({ value = optional(number), ref = optional(string) }))
      browser_uploads   = bool
    }))
    schedules = map(object({ description = string, expression = string }))
    secrets   = map(object({ description = string }))
    identity = object({
      groups          = map(string)
      resource_server = object({ identifier = string, scopes = map(string) })
      service_clients = list(string)
    })
    references = map(object({ default = optional(string) }))
    cors = object({
      allow_methods   = list(string)
      allow_headers   = list(string)
      expose_headers  = list(string)
      max_age_seconds = number
    })
    stages = map(object({
      throttle        = object({ burst = number, rate = number })
      route_throttles = map(object({ burst = number, rate = number }))
    }))
  })
}
