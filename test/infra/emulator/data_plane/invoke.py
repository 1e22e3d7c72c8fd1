"""Lambda: a function's zip is run by the local Node.js, where moto would ask for Docker."""

import io
import json
import os
import subprocess
import tempfile
import threading
import uuid
import zipfile

import moto.awslambda.models as models

from data_plane.websocket_api import reachable

_RUNNER = os.path.join(os.path.dirname(__file__), "run_handler.cjs")

# Lambda's Node.js has the AWS SDK, for handlers that bring none. Here the project's is used.
_SDK = os.path.abspath(os.path.join(os.path.dirname(__file__), *[".."] * 4, "node_modules", ".pnpm", "node_modules"))


class NodeRuntime:
    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._folder = tempfile.TemporaryDirectory(prefix="emulator-functions-")
        self._unpacking = threading.Lock()

    def install(self) -> None:
        runtime = self
        models.LambdaFunction._invoke_lambda = lambda function, event=None: runtime.run(function, event)

    def _unpacked(self, function) -> str:
        folder = os.path.join(self._folder.name, function.code_sha_256.replace("/", "_"))
        with self._unpacking:
            if not os.path.isdir(folder):
                zipfile.ZipFile(io.BytesIO(function.code_bytes)).extractall(folder)
        return folder

    def _environment(self, function, folder: str) -> dict:
        return {
            **{name: reachable(str(value), self._endpoint) for name, value in (function.environment_vars or {}).items()},
            "PATH": os.environ["PATH"],
            "NODE_PATH": _SDK,
            "_HANDLER": function.handler,
            "LAMBDA_TASK_ROOT": folder,
            "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
            "AWS_LAMBDA_FUNCTION_VERSION": str(function.version),
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
            "AWS_REGION": function.region,
            "AWS_ACCESS_KEY_ID": "emulator",
            "AWS_SECRET_ACCESS_KEY": "emulator",
            "AWS_SESSION_TOKEN": "emulator",
            "AWS_ENDPOINT_URL": self._endpoint,
            "EMULATOR_FUNCTION_ARN": function.function_arn,
            "EMULATOR_REQUEST_ID": str(uuid.uuid4()),
            "EMULATOR_TIMEOUT_MS": str(int(function.timeout) * 1000),
        }

    @staticmethod
    def _told(outcome: str) -> dict:
        try:
            with open(outcome, encoding="utf8") as written:
                return json.load(written)
        except FileNotFoundError:
            return {"error": {"errorType": "Runtime.ExitError"}}
        finally:
            if os.path.exists(outcome):
                os.remove(outcome)

    def run(self, function, event) -> tuple[str, bool, str]:
        """The function's answer as JSON, whether it is an error, and what was logged."""
        function.logs_backend.ensure_log_group(function.logs_group_name)
        folder = self._unpacked(function)
        outcome = os.path.join(self._folder.name, f"{uuid.uuid4()}.json")
        process = subprocess.Popen(
            ["node", _RUNNER],
            env={**self._environment(function, folder), "EMULATOR_OUTCOME": outcome},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            body = event if isinstance(event, str) else json.dumps(event or {})
            logged, _ = process.communicate(body.encode(), timeout=int(function.timeout))
            told = self._told(outcome)
        except subprocess.TimeoutExpired:
            process.kill()
            logged, _ = process.communicate()
            told = {"error": {"errorType": "Sandbox.Timedout"}}
        logs = logged.decode(errors="replace")
        function.save_logs(logs)
        return json.dumps(told.get("error", told.get("result"))), "error" in told, logs
