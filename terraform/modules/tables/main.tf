locals {
  # DynamoDB needs every key attribute defined exactly once, no matter how many keys and indexes use it.
  attributes = {
    for name, table in var.tables : name => merge([
      for key in concat(
        [table.partition_key, table.sort_key],
        flatten([for index in table.indexes : [index.partition_key, index.sort_key]]),
      ) : key == null ? {} : { (key.name) = key.type }
    ]...)
  }
}

resource "aws_dynamodb_table" "this" {
  for_each = var.tables

  name                        = "${var.name_prefix}-${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.partition_key.name
  range_key                   = try(each.value.sort_key.name, null)
  deletion_protection_enabled = var.deletion_protection
  stream_enabled              = each.value.stream_view_type != null
  stream_view_type            = each.value.stream_view_type
  tags                        = var.tags

  dynamic "attribute" {
    for_each = local.attributes[each.key]
    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.indexes
    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.partition_key.name
      range_key       = try(global_secondary_index.value.sort_key.name, null)
      projection_type = global_secondary_index.value.projection

      # Every write to a table is also written to its indexes and paid for again, so each index has its own ceiling.
      dynamic "on_demand_throughput" {
        for_each = var.ceiling == null ? [] : [var.ceiling]
        content {
          max_read_request_units  = on_demand_throughput.value.read_units
          max_write_request_units = on_demand_throughput.value.write_units
        }
      }
    }
  }

  dynamic "on_demand_throughput" {
    for_each = var.ceiling == null ? [] : [var.ceiling]
    content {
      max_read_request_units  = on_demand_throughput.value.read_units
      max_write_request_units = on_demand_throughput.value.write_units
    }
  }

  dynamic "ttl" {
    for_each = each.value.ttl_attribute == null ? [] : [each.value.ttl_attribute]
    content {
      enabled        = true
      attribute_name = ttl.value
    }
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.kms_key_arn
  }
}
