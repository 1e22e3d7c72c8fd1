"""What HTTP and WebSocket APIs have in common: how one is found, and how its function is invoked.

moto remembers an API but serves none.
"""

import json
import re

import moto.apigatewayv2.models as api_gateway
from moto.awslambda.models import lambda_backends
from moto.core import DEFAULT_ACCOUNT_ID

_REASONS = {401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 410: "Gone", 500: "Internal Server Error"}


class Refused(Exception):
    """What API Gateway answers by itself."""

    def __init__(self, status: int) -> None:
        super().__init__(_REASONS[status])
        self.status = status


def find_api(api_id: str):
    """The API and its region."""
    for regions in api_gateway.apigatewayv2_backends.values():
        for region, backend in regions.items():
            if api_id in backend.apis:
                return backend.apis[api_id], region
    raise Refused(404)


def invoke(api, region: str, route, event: dict) -> dict:
    """Has the function behind a route work on an event."""
    integration = api.get_integration(route.target.removeprefix("integrations/"))
    arn = re.search(r"functions/(.+)/invocations", integration.integration_uri)[1]
    *_, name, alias = arn.split(":")
    function = lambda_backends[DEFAULT_ACCOUNT_ID][region].get_function(name, alias)
    answer, failed, _ = function._invoke_lambda(json.dumps(event))
    if failed:
        raise Refused(500)
    return json.loads(answer) or {}


def respond(start_response, status: int, body: bytes, headers: dict | None = None):
    """A WSGI answer."""
    headers = {"content-type": "application/json", **(headers or {}), "content-length": str(len(body))}
    start_response(f"{status} {_REASONS.get(status, 'Answer')}", list(headers.items()))
    return [body]
