output "buckets" {
  description = "By the name given: each bucket's full name, its ARN, and its host name, for a request that names the Region."
  value = {
    for name, bucket in aws_s3_bucket.this : name => {
      name                 = bucket.bucket
      arn                  = bucket.arn
      regional_domain_name = bucket.bucket_regional_domain_name
    }
  }
}
