output "buckets" {
  description = "For each bucket, by its name in `buckets`: its full name, its ARN, its host name with the region, after how many days objects expire (null: never), and the origins whose pages may upload."
  value = {
    for name, bucket in aws_s3_bucket.this : name => {
      name                 = bucket.bucket
      arn                  = bucket.arn
      regional_domain_name = bucket.bucket_regional_domain_name
      expire_after_days    = var.buckets[name].expire_after_days
      upload_origins       = var.buckets[name].upload_origins
    }
  }
}
