"""S3."""

import json

import moto.s3.models as models
from moto.iam.access_control import PermissionResult


def _is_about_plain_http(statement) -> bool:
    return str(statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport", "")).lower() == "false"


def fill() -> None:
    """A policy that refuses plain HTTP is applied to everybody: the state in its bucket answers 403. Here all is plain."""
    permission = models.FakeBucket.get_permission

    def get_permission(self, action, resource):
        if not self.policy:
            return permission(self, action, resource)
        whole = self.policy
        document = json.loads(whole)
        kept = [statement for statement in document["Statement"] if not _is_about_plain_http(statement)]
        if not kept:
            return PermissionResult.NEUTRAL
        self.policy = json.dumps({**document, "Statement": kept}).encode()
        try:
            return permission(self, action, resource)
        finally:
            self.policy = whole

    models.FakeBucket.get_permission = get_permission
