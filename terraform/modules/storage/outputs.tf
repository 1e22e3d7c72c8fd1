output "buckets" {
  description = "For each bucket, by its name in `buckets`: its full name, its ARN, and its host name with the region."
  value = {
    for name, bucket in aws_s3_bucket.this : name => {
      name                 = bucket.bucket
      arn                  = bucket.arn
      regional_domain_name = bucket.bucket_regional_domain_name
    }
  }
}
