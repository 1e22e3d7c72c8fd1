mock_provider "aws" {
  source = "../../mocks"
}

variables {
  bucket_name = "shop-state"
}

run "states_are_versioned_encrypted_and_private" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled" && one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "The bucket is not versioned, or not encrypted."
  }
  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "The bucket may be made public."
  }
}

run "the_lock_is_in_the_bucket_unless_a_table_is_asked_for" {
  command = plan

  assert {
    condition     = length(aws_dynamodb_table.lock) == 0
    error_message = "There is a lock table that nobody asked for."
  }
}

run "older_terraform_locks_with_a_table" {
  command = plan
  variables {
    lock_table_name = "shop-state-lock"
  }

  assert {
    condition     = aws_dynamodb_table.lock[0].hash_key == "LockID" && aws_dynamodb_table.lock[0].server_side_encryption[0].enabled
    error_message = "Terraform cannot use the lock table."
  }
}

run "old_states_are_kept_for_a_month_at_least" {
  command = plan
  variables {
    noncurrent_version_days = 7
  }
  expect_failures = [var.noncurrent_version_days]
}
