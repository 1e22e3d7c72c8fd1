mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name_prefix = "shop"
  buckets = {
    documents = {}
    uploads   = { expire_after_days = 7, upload_origins = ["https://desk.example.com"] }
  }
  notifications = {
    uploads = [
      { function_arn = "arn:aws:lambda:us-east-1:123456789012:function:shop-scan:live", events = ["s3:ObjectCreated:*"], prefix = "incoming/" },
      { function_arn = "arn:aws:lambda:us-east-1:123456789012:function:shop-forget:live", events = ["s3:ObjectRemoved:*"] },
    ]
  }
}

run "bucket_names_are_unique_in_all_of_aws" {
  assert {
    condition     = { for name, bucket in output.buckets : name => bucket.name } == { documents = "shop-123456789012-documents", uploads = "shop-123456789012-uploads" }
    error_message = "A bucket has the wrong name."
  }
}

run "buckets_are_private_encrypted_and_versioned" {
  assert {
    condition = alltrue([
      for name in keys(var.buckets) :
      aws_s3_bucket_public_access_block.this[name].block_public_acls && aws_s3_bucket_public_access_block.this[name].block_public_policy &&
      aws_s3_bucket_public_access_block.this[name].ignore_public_acls && aws_s3_bucket_public_access_block.this[name].restrict_public_buckets
    ])
    error_message = "A bucket could be made public."
  }
  assert {
    condition = alltrue([
      for name in keys(var.buckets) :
      one(one(aws_s3_bucket_server_side_encryption_configuration.this[name].rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256" &&
      aws_s3_bucket_versioning.this[name].versioning_configuration[0].status == "Enabled" &&
      aws_s3_bucket_ownership_controls.this[name].rule[0].object_ownership == "BucketOwnerEnforced"
    ])
    error_message = "A bucket is not encrypted, not versioned, or may contain objects that another account owns."
  }
}

run "plain_http_is_refused" {
  assert {
    condition = alltrue([
      for document in data.aws_iam_policy_document.tls_only :
      one(document.statement).effect == "Deny" && one(one(document.statement).condition) == { test = "Bool", variable = "aws:SecureTransport", values = tolist(["false"]) }
    ]) && keys(aws_s3_bucket_policy.this) == ["documents", "uploads"]
    error_message = "A bucket answers without TLS."
  }
}

run "expired_objects_are_removed_with_their_old_versions_and_delete_markers" {
  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this["uploads"].rule : rule.id] == ["expire", "old-versions"] && aws_s3_bucket_lifecycle_configuration.this["uploads"].rule[0].expiration[0].days == 7
    error_message = "Uploads do not expire."
  }
  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this["uploads"].rule[1].noncurrent_version_expiration[0].noncurrent_days == 1 && aws_s3_bucket_lifecycle_configuration.this["uploads"].rule[1].expiration[0].expired_object_delete_marker
    error_message = "Expired objects stay as old versions, or their delete markers stay."
  }
  assert {
    condition     = [for rule in aws_s3_bucket_lifecycle_configuration.this["documents"].rule : rule.id] == ["old-versions"] && aws_s3_bucket_lifecycle_configuration.this["documents"].rule[0].noncurrent_version_expiration[0].noncurrent_days == 30
    error_message = "Documents expire, or cannot be restored."
  }
}

run "pages_of_the_listed_origins_can_upload_by_form_and_others_cannot" {
  assert {
    condition = keys(aws_s3_bucket_cors_configuration.this) == ["uploads"] && one([
      for rule in aws_s3_bucket_cors_configuration.this["uploads"].cors_rule :
      "${join(",", rule.allowed_methods)} ${join(",", rule.allowed_origins)} ${join(",", rule.expose_headers)}"
    ]) == "POST https://desk.example.com ETag"
    error_message = "A page that is not listed may use a bucket, or a listed one may not upload."
  }
}

run "a_bucket_notifies_the_listed_functions_of_their_events" {
  assert {
    condition = [
      for told in aws_s3_bucket_notification.this["uploads"].lambda_function : "${join(",", told.events)} ${coalesce(told.filter_prefix, "*")} ${told.lambda_function_arn}"
      ] == [
      "s3:ObjectCreated:* incoming/ arn:aws:lambda:us-east-1:123456789012:function:shop-scan:live",
      "s3:ObjectRemoved:* * arn:aws:lambda:us-east-1:123456789012:function:shop-forget:live",
    ]
    error_message = "The wrong function is notified, or of the wrong events."
  }
}

run "a_bucket_with_something_in_it_is_not_destroyed_by_default" {
  assert {
    condition     = !anytrue([for bucket in aws_s3_bucket.this : bucket.force_destroy])
    error_message = "A bucket can be destroyed with its objects."
  }
}

run "a_name_that_is_too_long_is_refused" {
  command = plan
  variables {
    buckets       = { "a-bucket-with-a-name-that-is-longer-than-what-is-left-of-63" = {} }
    notifications = {}
  }
  expect_failures = [aws_s3_bucket.this]
}

run "an_origin_with_a_path_is_refused" {
  command = plan
  variables {
    buckets       = { uploads = { upload_origins = ["https://desk.example.com/"] } }
    notifications = {}
  }
  expect_failures = [var.buckets]
}

run "half_a_day_is_refused" {
  command = plan
  variables {
    buckets       = { uploads = { expire_after_days = 0.5 } }
    notifications = {}
  }
  expect_failures = [var.buckets]
}
