# What invokes each function, in the form that the modules need.

locals {
  reserved_concurrency = {
    for function, fn in var.manifest.functions : function => lookup(var.reserved_concurrency, function, fn.reserved_concurrency)
  }

  # By how much the queues of a function have to share its reserved concurrency. If they could start more invocations than
  # that, Lambda would throttle them, and each throttled message counts as received.
  queue_shares = {
    for function, fn in var.manifest.functions : function => coalesce(local.reserved_concurrency[function], -1) < 0 ? 1 : min(
      1, local.reserved_concurrency[function] / max(1, sum(concat([0], [for source in fn.event_sources : source.maximum_concurrency if source.kind == "queue"])))
    )
  }

  event_sources = {
    for function, fn in var.manifest.functions : function => {
      queues = {
        for source in fn.event_sources : source.name => {
          arn                     = module.messaging.queues[source.name].arn
          batch_size              = source.batch_size
          batching_window_seconds = source.batching_window_seconds
          maximum_concurrency     = max(2, floor(source.maximum_concurrency * local.queue_shares[function]))
        } if source.kind == "queue"
      }
      topics = {
        for source in fn.event_sources : source.name => {
          arn    = module.messaging.topics[source.name].arn
          filter = source.filter
        } if source.kind == "topic"
      }
      # A function may have several triggers for the same bucket, but needs only one permission.
      buckets = {
        for name in toset([for source in fn.event_sources : source.name if source.kind == "bucket"]) :
        name => { arn = module.storage.buckets[name].arn }
      }
      schedules = {
        for source in fn.event_sources : source.name => {
          name        = "${local.name_prefix}-${source.name}"
          description = var.manifest.schedules[source.name].description
          expression  = var.manifest.schedules[source.name].expression
          input       = { source = "frontdesk.schedule", schedule = source.name }
        } if source.kind == "schedule"
      }
    }
  }

  # Grouped by bucket, because a bucket has one list of all functions that it notifies.
  notifications = {
    for bucket in keys(var.manifest.buckets) : bucket => local.notified[bucket] if length(local.notified[bucket]) > 0
  }
  notified = {
    for bucket in keys(var.manifest.buckets) : bucket => flatten([
      for function, fn in var.manifest.functions : [
        for source in fn.event_sources : {
          function_arn = module.function[function].notification_arn
          events       = [for event in source.events : "s3:${event}:*"]
          prefix       = source.prefix
        } if source.kind == "bucket" && source.name == bucket
      ]
    ])
  }

  # Dead-letter queues by the name that an alarm gives them: those of the queues, and those of functions that are
  # invoked asynchronously.
  dead_letter_queues = merge(
    { for name, queue in module.messaging.queues : name => queue.dead_letters.name },
    { for name, fn in module.function : "${name}-invocations" => fn.dead_letters.name if contains(local.asynchronous, name) },
  )
  asynchronous = toset([
    for name, fn in var.manifest.functions : name if anytrue([for source in fn.event_sources : source.kind != "queue"])
  ])
}
