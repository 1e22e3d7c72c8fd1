"""What a request to S3 is called in IAM, and the ARN that it is about.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
"""

_OF_BUCKETS = {
    "accelerate": "AccelerateConfiguration",
    "acl": "BucketAcl",
    "cors": "BucketCORS",
    "encryption": "EncryptionConfiguration",
    "lifecycle": "LifecycleConfiguration",
    "location": "BucketLocation",
    "logging": "BucketLogging",
    "notification": "BucketNotification",
    "object-lock": "BucketObjectLockConfiguration",
    "ownershipControls": "BucketOwnershipControls",
    "policy": "BucketPolicy",
    "publicAccessBlock": "BucketPublicAccessBlock",
    "replication": "ReplicationConfiguration",
    "requestPayment": "BucketRequestPayment",
    "tagging": "BucketTagging",
    "versioning": "BucketVersioning",
    "website": "BucketWebsite",
}

# Taking something away from a bucket needs the right to set it. These two have an action of their own.
_DELETED = ("BucketPolicy", "BucketWebsite")

_BUCKETS = {"HEAD": "ListBucket", "GET": "ListBucket", "PUT": "CreateBucket", "DELETE": "DeleteBucket"}
_OBJECTS = {"HEAD": "GetObject", "GET": "GetObject", "PUT": "PutObject", "POST": "PutObject", "DELETE": "DeleteObject"}


def action_of(method: str, path: str, query) -> tuple[str, str]:
    """The action and the ARN of a request that names its bucket in its path, like `/bucket/key`."""
    bucket, _, key = path.lstrip("/").partition("/")
    arn = f"arn:aws:s3:::{bucket}"
    if bucket == "":
        return "s3:ListAllMyBuckets", "*"
    if key:
        version = "Version" if "versionId" in query else ""
        return f"s3:{_OBJECTS[method]}{version}", f"{arn}/{key}"
    if "delete" in query:
        return "s3:DeleteObject", f"{arn}/*"
    if "versions" in query:
        return "s3:ListBucketVersions", arn
    for name, noun in _OF_BUCKETS.items():
        if name in query:
            verb = {"GET": "Get", "DELETE": "Delete" if noun in _DELETED else "Put"}.get(method, "Put")
            return f"s3:{verb}{noun}", arn
    return f"s3:{_BUCKETS[method]}", arn
