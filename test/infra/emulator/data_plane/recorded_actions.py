"""What was asked of AWS, under the names that IAM has for it: GET /recorded-actions tells them, and begins anew.

Functions' own requests do not count: they have a session token, as in Lambda. S3 is left out: moto does not name its actions.
"""

import json
import re

from moto.core.responses import ActionAuthenticatorMixin
from moto.iam.access_control import S3IAMRequest

PATH = "/recorded-actions"

# Where IAM has another word for a service or an operation than the request.
_SERVICES = {"monitoring": "cloudwatch"}
_ACTIONS = {"lambda:Invoke": "lambda:InvokeFunction"}


class RecordedActions:
    def __init__(self) -> None:
        self._seen: set[str] = set()

    def install(self) -> None:
        recorded = self
        authorize = ActionAuthenticatorMixin._authenticate_and_authorize_action

        def record_and_authorize(self, iam_request_cls, resource="*"):
            if iam_request_cls is not S3IAMRequest and "X-Amz-Security-Token" not in self.headers:
                recorded._record(self)
            return authorize(self, iam_request_cls, resource)

        ActionAuthenticatorMixin._authenticate_and_authorize_action = record_and_authorize

    def _record(self, request) -> None:
        scope = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", request.headers.get("Authorization", ""))
        if scope is None:
            return
        service = _SERVICES.get(scope[1], scope[1])
        # API Gateway's actions are the methods of its own API.
        action = f"{service}:{request.method if service == 'apigateway' else request._get_action()}"
        self._seen.add(_ACTIONS.get(action, action))

    def answer(self, start_response):
        seen, self._seen = self._seen, set()
        start_response("200 OK", [("content-type", "application/json")])
        return [json.dumps(sorted(seen)).encode()]
