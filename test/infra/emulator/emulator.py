"""An AWS emulator for the deployment proof: moto, with the gaps filled that this project's Terraform really meets.

Prints one line of JSON with its endpoint when it is ready, and ends with its standard input, so that it never outlives
the process that started it (with `--detached`, it runs until it is ended). It takes a free port, or the one of `--port`.
State is in memory.
"""

import argparse
import json
import os
import sys
import threading

# Before moto is imported: these are read once.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "0")

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from data_plane.http_api import HttpApis
from data_plane.invoke import NodeRuntime
from data_plane.recorded_actions import RecordedActions
from data_plane.websocket_api import WebSocketApis
from gaps import api_gateway, budgets, cognito, dynamodb, functions, queues, s3


class QuietRequestHandler(WSGIRequestHandler):
    def log_request(self, code="-", size="-"):
        """Requests are not worth a line each."""


def port(given: str) -> int:
    number = int(given)
    if not 0 <= number <= 65535:
        raise ValueError
    return number


def main() -> None:
    parser = argparse.ArgumentParser(description="An AWS emulator for the deployment proof.")
    parser.add_argument("--port", type=port, default=0, help="the port to listen on (default: a free one)")
    parser.add_argument("--detached", action="store_true", help="do not end with the standard input")
    options = parser.parse_args()

    control_plane = DomainDispatcherApplication(create_backend_app)
    recorded = RecordedActions()
    http_apis = HttpApis(WebSocketApis(control_plane), recorded)
    server = make_server("127.0.0.1", options.port, http_apis, threaded=True, request_handler=QuietRequestHandler)
    endpoint = f"http://127.0.0.1:{server.server_port}"
    # moto calls itself at this port for a few things.
    os.environ["MOTO_PORT"] = str(server.server_port)

    for gap in (api_gateway, budgets, cognito, dynamodb, functions, queues, s3):
        gap.fill()
    NodeRuntime(endpoint).install()
    http_apis.install(endpoint)
    recorded.install()

    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    print(json.dumps({"endpoint": endpoint}), flush=True)
    if options.detached:
        serving.join()
    else:
        sys.stdin.read()


if __name__ == "__main__":
    main()
