"""WebSocket APIs: connections are opened, used and closed over HTTP, because this server speaks no WebSocket.

An API's address is this server's, with the path `/websocket-api/<id>/<stage>`. Below it:

    POST   /connections?<query>   opens a connection; answers with its id, or with the status by which it was refused
    POST   /connections/<id>      sends a frame
    GET    /connections/<id>      the frames that the connection was sent since it was last asked
    DELETE /connections/<id>      closes it; with ?silently, API Gateway does not notice that it has to call $disconnect
           /@connections/<id>     what functions use: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html

Authorizers and throttles are not applied: this is for deployment proofs.
"""

import base64
import json
import re
import time
import uuid
from urllib.parse import parse_qsl

from moto.core import DEFAULT_ACCOUNT_ID

from data_plane.apis import Refused, find_api, invoke, respond

_PREFIX = "/websocket-api/"
_CALLBACKS = re.compile(r"https://(\w+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com")


def reachable(value: str, endpoint: str) -> str:
    """A value of a function's environment, with this server in place of the address that an API would have on AWS."""
    return _CALLBACKS.sub(rf"{endpoint}{_PREFIX}\1", value)


class WebSocketApis:
    """WSGI: requests to a WebSocket API, and all others to what comes next."""

    def __init__(self, others) -> None:
        self._others = others
        # The frames that each open connection was sent, by the API and the connection's id.
        self._frames: dict[tuple[str, str], list[str]] = {}

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if not path.startswith(_PREFIX):
            return self._others(environ, start_response)
        api_id, stage, kind, *rest = path[len(_PREFIX) :].split("/")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        try:
            api, region = find_api(api_id)
            if stage not in api.stages:
                raise Refused(403)
            call = (environ["REQUEST_METHOD"], kind, bool(rest))
            answer = self._answer(call, api, region, rest[0] if rest else "", environ.get("QUERY_STRING", ""), body)
            return respond(start_response, 200, json.dumps(answer).encode())
        except Refused as refusal:
            name = {"x-amzn-errortype": f"{refusal}Exception"}
            return respond(start_response, refusal.status, json.dumps({"message": str(refusal)}).encode(), name)

    def _answer(self, call, api, region, connection_id, query, body):
        if call == ("POST", "connections", False):
            return self._open(api, region, query)
        frames = self._frames.get((api.api_id, connection_id))
        if frames is None:
            raise Refused(410)
        match call:
            case ("POST", "connections", True):
                self._receive(api, region, connection_id, body, frames)
            case ("GET", "connections", True):
                taken, frames[:] = list(frames), []
                return taken
            case ("DELETE", "connections", True):
                del self._frames[(api.api_id, connection_id)]
                if query != "silently":
                    self._call(api, region, "$disconnect", connection_id)
            case ("POST", "@connections", True):
                frames.append(body)
            case ("DELETE", "@connections", True):
                del self._frames[(api.api_id, connection_id)]
            case _:
                raise Refused(404)
        return {}

    def _open(self, api, region, query):
        connection_id = base64.b64encode(uuid.uuid4().bytes[:9]).decode().replace("/", "-") + "ab="
        answer = self._call(api, region, "$connect", connection_id, queryStringParameters=dict(parse_qsl(query)))
        # Until $connect has answered, the connection is not open: what is sent to it is refused.
        status = answer.get("statusCode", 200)
        if status >= 300:
            return {"status": status}
        self._frames[(api.api_id, connection_id)] = []
        return {"connectionId": connection_id}

    def _receive(self, api, region, connection_id, body, frames):
        try:
            action = json.loads(body).get("action")
        except (ValueError, AttributeError):
            action = None
        keys = [route.route_key for route in api.get_routes()]
        route_key = action if action in keys and not action.startswith("$") else "$default"
        names = {"connectionId": connection_id, "requestId": uuid.uuid4().hex}
        if route_key not in keys:
            frames.append(json.dumps({"message": "Forbidden", **names}))
            return
        try:
            answer = self._call(api, region, route_key, connection_id, body=body)
        except Refused as refusal:
            frames.append(json.dumps({"message": str(refusal), **names}))
            return
        route = next(route for route in api.get_routes() if route.route_key == route_key)
        if route.route_responses and answer.get("body"):
            frames.append(answer["body"])

    @staticmethod
    def _call(api, region, route_key, connection_id, **more) -> dict:
        """https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html"""
        route = next((route for route in api.get_routes() if route.route_key == route_key), None)
        if route is None:
            return {}
        kinds = {"$connect": "CONNECT", "$disconnect": "DISCONNECT"}
        now = int(time.time() * 1000)
        context = {
            "accountId": DEFAULT_ACCOUNT_ID,
            "apiId": api.api_id,
            "connectedAt": now,
            "connectionId": connection_id,
            "eventType": kinds.get(route_key, "MESSAGE"),
            "requestId": uuid.uuid4().hex,
            "requestTimeEpoch": now,
            "routeKey": route_key,
            "stage": next(iter(api.stages)),
        }
        return invoke(api, region, route, {"requestContext": context, "isBase64Encoded": False, **more})
