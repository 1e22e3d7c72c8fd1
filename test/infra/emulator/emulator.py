"""An AWS emulator for the deployment proof: moto, with the gaps filled that this project's Terraform really meets.

Prints one line of JSON with its endpoint when it is ready, and ends with its standard input, so that it never outlives
the process that started it (with `--detached`, it runs until it is ended). State is in memory.
"""

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
from gaps import api_gateway, cognito, functions, s3


class QuietRequestHandler(WSGIRequestHandler):
    def log_request(self, code="-", size="-"):
        """Requests are not worth a line each."""


def main() -> None:
    control_plane = DomainDispatcherApplication(create_backend_app)
    http_apis = HttpApis(control_plane)
    server = make_server("127.0.0.1", 0, http_apis, threaded=True, request_handler=QuietRequestHandler)
    endpoint = f"http://127.0.0.1:{server.server_port}"
    # moto calls itself at this port for a few things.
    os.environ["MOTO_PORT"] = str(server.server_port)

    for gap in (api_gateway, cognito, functions, s3):
        gap.fill()
    NodeRuntime(endpoint).install()
    http_apis.install(endpoint)

    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    print(json.dumps({"endpoint": endpoint}), flush=True)
    if "--detached" in sys.argv:
        serving.join()
    else:
        sys.stdin.read()


if __name__ == "__main__":
    main()
