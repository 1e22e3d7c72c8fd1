"""HTTP APIs: requests to an API's address reach the function behind the route, by what API Gateway was told and nothing else.

An API's address is this server's, with the path `/http-api/<id>`. Throttles are
not applied: this is for deployment proofs.
"""

import base64
import json
import re
import time
import uuid
from urllib.parse import parse_qsl, unquote

import moto.apigatewayv2.models as api_gateway
from joserfc import jwt
from moto.cognitoidp.models import cognitoidp_backends
from moto.core import DEFAULT_ACCOUNT_ID

from data_plane import recorded_actions
from data_plane.apis import Refused, find_api, invoke, respond

_PREFIX = "/http-api/"


def _match(route_key: str, method: str, path: str):
    """The path parameters if the route serves the request, and how many of its segments are fixed."""
    if route_key == "$default":
        return {}, -1
    route_method, route_path = route_key.split(" ", 1)
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(route_path))
    found = re.fullmatch(pattern, path)
    if found is None or route_method not in (method, "ANY"):
        return None
    return {name: unquote(value) for name, value in found.groupdict().items()}, route_path.count("/") - len(found.groupdict())


def _route(api, method: str, path: str):
    matches = [(route, *match) for route in api.get_routes() if (match := _match(route.route_key, method, path))]
    if not matches:
        raise Refused(404)
    route, parameters, _ = max(matches, key=lambda match: match[2])
    return route, parameters


def _text(value) -> str:
    """A claim as API Gateway hands it over."""
    if isinstance(value, list):
        return "[" + " ".join(map(str, value)) + "]"
    return str(value)


def _claims(authorizer, scopes, token: str) -> dict:
    """The token's claims, if it is signed by the issuer's pool, for this audience, with one of the scopes, and in time."""
    config = authorizer.jwt_config
    pool_id = config["issuer"].rsplit("/", 1)[1]
    try:
        pool = cognitoidp_backends[DEFAULT_ACCOUNT_ID][pool_id.split("_")[0]].user_pools[pool_id]
        claims = jwt.decode(token.removeprefix("Bearer "), pool.json_web_key).claims
    except Exception as error:
        raise Refused(401) from error
    meant_for = claims.get("aud", claims.get("client_id"))
    if claims.get("iss") != config["issuer"] or meant_for not in config["audience"] or claims.get("exp", 0) < time.time():
        raise Refused(401)
    if scopes and not set(scopes) & set(claims.get("scope", "").split()):
        raise Refused(403)
    return {name: _text(value) for name, value in claims.items()}


class HttpApis:
    """WSGI: requests to an API go to its function, all others to the control plane."""

    def __init__(self, control_plane, recorded) -> None:
        self._control_plane = control_plane
        self._recorded = recorded

    def install(self, endpoint: str) -> None:
        remembered = api_gateway.Api.to_json

        def to_json(api):
            known = remembered(api)
            return {**known, "apiEndpoint": f"{endpoint}{_PREFIX}{api.api_id}"} if api.protocol_type == "HTTP" else known

        api_gateway.Api.to_json = to_json

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if path == recorded_actions.PATH:
            return self._recorded.answer(start_response)
        if not path.startswith(_PREFIX):
            return self._control_plane(environ, start_response)
        api_id, _, rest = path[len(_PREFIX) :].partition("/")
        try:
            status, headers, body = self._serve(api_id, f"/{rest}", environ)
        except Refused as refusal:
            status, headers, body = refusal.status, {}, json.dumps({"message": str(refusal)}).encode()
        return respond(start_response, status, body, headers)

    def _serve(self, api_id: str, path: str, environ):
        api, region = find_api(api_id)
        method = environ["REQUEST_METHOD"]
        route, parameters = _route(api, method, path)
        headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
        if environ.get("CONTENT_TYPE"):
            headers["content-type"] = environ["CONTENT_TYPE"]
        event = self._event(route, method, path, environ, headers, parameters)
        if route.authorizer_id:
            authorizer = api.get_authorizer(route.authorizer_id)
            claims = _claims(authorizer, route.authorization_scopes, headers.get("authorization", ""))
            event["requestContext"]["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
        result = invoke(api, region, route, event)
        body = result.get("body") or ""
        content = base64.b64decode(body) if result.get("isBase64Encoded") else body.encode()
        return result.get("statusCode", 200), {name: str(value) for name, value in result.get("headers", {}).items()}, content

    @staticmethod
    def _event(route, method, path, environ, headers, parameters) -> dict:
        """Payload format 2.0: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html"""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        query = environ.get("QUERY_STRING", "")
        event = {
            "version": "2.0",
            "routeKey": route.route_key,
            "rawPath": path,
            "rawQueryString": query,
            "headers": headers,
            "requestContext": {
                "accountId": DEFAULT_ACCOUNT_ID,
                "domainName": headers.get("host", ""),
                "http": {
                    "method": method,
                    "path": path,
                    "protocol": "HTTP/1.1",
                    "sourceIp": environ.get("REMOTE_ADDR", ""),
                    "userAgent": headers.get("user-agent", ""),
                },
                "requestId": uuid.uuid4().hex[:16],
                "routeKey": route.route_key,
                "stage": "$default",
                "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime()),
                "timeEpoch": int(time.time() * 1000),
            },
            "isBase64Encoded": False,
        }
        if query:
            event["queryStringParameters"] = dict(parse_qsl(query, keep_blank_values=True))
        if parameters:
            event["pathParameters"] = parameters
        if body:
            event["body"] = body
        return event
