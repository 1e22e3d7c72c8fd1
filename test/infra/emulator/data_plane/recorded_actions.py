"""What was asked of AWS, under the names that IAM has for it: GET /recorded-actions tells them, and begins anew.

Each comes with the ARN that it is about, if the address of the request says it (S3 and API Gateway), otherwise with null.
Functions' own requests do not count: they have a session token, as in Lambda.
"""

import json
import re
from urllib.parse import parse_qs, unquote, urlparse

from moto.core.responses import ActionAuthenticatorMixin
from moto.iam.access_control import S3IAMRequest

from data_plane import s3_actions

PATH = "/recorded-actions"

# Where IAM has another word for a service or an operation than the request.
_SERVICES = {"monitoring": "cloudwatch"}
_ACTIONS = {"lambda:Invoke": "lambda:InvokeFunction"}


def _asked(request, iam_request_cls) -> tuple[str, str | None] | None:
    """The action of a request and its ARN; nothing for a request that is not signed."""
    scope = re.search(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/", request.headers.get("Authorization", ""))
    if scope is None:
        return None
    region, service = scope.groups()
    address = urlparse(request.uri)
    path = unquote(address.path)
    if iam_request_cls is S3IAMRequest:
        return s3_actions.action_of(request.method, path, parse_qs(address.query, keep_blank_values=True))
    if service == "apigateway":
        # API Gateway's actions are the methods of its own API, and its ARNs are the paths.
        return f"apigateway:{request.method}", f"arn:aws:apigateway:{region}::{path.removeprefix('/v2')}"
    operation = request._get_action()
    if service == "budgets" and "Tag" not in operation:
        # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbudgetservice.html
        operation = "ViewBudget" if operation.startswith("Describe") else "ModifyBudget"
    action = f"{_SERVICES.get(service, service)}:{operation}"
    return _ACTIONS.get(action, action), None


class RecordedActions:
    def __init__(self) -> None:
        self._seen: set[tuple[str, str | None]] = set()

    def install(self) -> None:
        recorded = self
        authorize = ActionAuthenticatorMixin._authenticate_and_authorize_action

        def record_and_authorize(self, iam_request_cls, resource="*"):
            if "X-Amz-Security-Token" not in self.headers:
                recorded._record(_asked(self, iam_request_cls))
            return authorize(self, iam_request_cls, resource)

        ActionAuthenticatorMixin._authenticate_and_authorize_action = record_and_authorize

    def _record(self, asked: tuple[str, str | None] | None) -> None:
        if asked is not None:
            self._seen.add(asked)

    def answer(self, start_response):
        seen, self._seen = self._seen, set()
        start_response("200 OK", [("content-type", "application/json")])
        told = [{"action": action, "resource": resource} for action, resource in seen]
        return [json.dumps(sorted(told, key=json.dumps)).encode()]
