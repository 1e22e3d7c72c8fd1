# What each function may do, in the form that the module needs. The manifest names resources by kind and logical name,
# IAM by ARN.

locals {
  # The ARNs of all resources that can be granted, by kind and logical name.
  arns = {
    table = { for name, table in module.tables.tables : name => [table.arn] }
    index = merge([
      for name, table in module.tables.tables : {
        for index in keys(var.manifest.tables[name].indexes) : "${name}/${index}" => ["${table.arn}/index/${index}"]
      }
    ]...)
    queue       = { for name, queue in module.messaging.queues : name => [queue.arn] }
    topic       = { for name, topic in module.messaging.topics : name => [topic.arn] }
    bucket      = { for name, bucket in module.storage.buckets : name => [bucket.arn, "${bucket.arn}/*"] }
    secret      = { for name, arn in module.secrets.arns : name => [arn] }
    connections = { for name in local.has_socket ? ["connections"] : [] : name => [local.connections_arn] }
    model       = { bedrock = ["arn:aws:bedrock:${local.bedrock.region}::foundation-model/${local.bedrock.model}"] } # no account owns it
  }

  # A bucket has two ARNs: ListBucket applies to the bucket itself, all other actions to its objects.
  grants = {
    for function, fn in var.manifest.functions : function => {
      for grant in fn.grants : join("", distinct([title(grant.resource.kind), replace(title(replace(grant.resource.name, "/[^A-Za-z0-9]/", " ")), " ", "")])) => {
        actions = grant.actions
        resources = grant.resource.kind != "bucket" ? local.arns[grant.resource.kind][grant.resource.name] : [
          for arn in local.arns.bucket[grant.resource.name] : arn
          if endswith(arn, "/*") ? length(setsubtract(grant.actions, ["s3:ListBucket"])) > 0 : contains(grant.actions, "s3:ListBucket")
        ]
      }
    }
  }
}
