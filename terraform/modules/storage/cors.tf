# What lets a web page upload. A form can limit the size of what it uploads, a presigned PUT cannot; so only forms are
# allowed. A signature is needed in any case: CORS only decides which pages may send it.

resource "aws_s3_bucket_cors_configuration" "this" {
  for_each = { for name, bucket in var.buckets : name => bucket.upload_origins if length(bucket.upload_origins) > 0 }

  bucket = aws_s3_bucket.this[each.key].id

  cors_rule {
    allowed_methods = ["POST"]
    allowed_origins = each.value
    expose_headers  = ["ETag"]
    max_age_seconds = 3600
  }
}
