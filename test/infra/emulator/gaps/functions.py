"""Lambda."""

import json
from urllib.parse import parse_qs, urlparse

import moto.awslambda.models as models
import moto.awslambda.responses as responses
import moto.awslambda.urls as urls

_FORGOTTEN = ("DeadLetterConfig", "KMSKeyArn", "LoggingConfig")


# Lambda gives up to 50 of a function's versions or aliases at a time; so few that every list here has several pages.
_PAGE = 2

# What a new account has, of everything but code storage.
_LIMITS = {
    "TotalCodeSize": 80_530_636_800,
    "CodeSizeUnzipped": 262_144_000,
    "CodeSizeZipped": 52_428_800,
    "ConcurrentExecutions": 10,
    "UnreservedConcurrentExecutions": 10,
}


def _paged(listing, field: str):
    """A function's versions and aliases come in one piece: whoever reads the first page alone goes unnoticed."""

    def page(self):
        answer = listing(self)
        body = answer if isinstance(answer, str) else answer[2]
        items = json.loads(body)[field]
        start = int(parse_qs(urlparse(self.uri).query).get("Marker", ["0"])[0])
        more = {"NextMarker": str(start + _PAGE)} if start + _PAGE < len(items) else {}
        return 200, {}, json.dumps({field: items[start : start + _PAGE], **more})

    return page


def _get_account_settings(self):
    """GetAccountSettings is missing: nobody can tell how much concurrency the account has."""
    functions = list(self.backend.list_functions("ALL"))
    usage = {"TotalCodeSize": sum(function.code_size for function in functions), "FunctionCount": len(functions)}
    return 200, {}, json.dumps({"AccountLimit": _LIMITS, "AccountUsage": usage})


def fill() -> None:
    response = responses.LambdaResponse
    response.list_versions_by_function = _paged(response.list_versions_by_function, "Versions")
    response.list_aliases = _paged(response.list_aliases, "Aliases")
    response.get_account_settings = _get_account_settings
    urls.url_paths["{0}/2016-08-19/account-settings/?$"] = response.dispatch
    _remember_configuration()
    _map_to_aliases()


def _remember_configuration() -> None:
    """A function's dead-letter, key and logging configuration is not returned: every plan would set it again."""
    create, read, update = (
        models.LambdaFunction.__init__,
        models.LambdaFunction.get_configuration,
        models.LambdaFunction.update_configuration,
    )

    def remember(self, account_id, spec, region, *args, **kwargs):
        self.remembered = {name: spec[name] for name in _FORGOTTEN if spec.get(name)}
        create(self, account_id, spec, region, *args, **kwargs)

    def recall(self, on_create=False):
        return {**read(self, on_create), **self.remembered}

    def change(self, updates):
        # A new dictionary: published versions share the old one.
        self.remembered = {**self.remembered, **{name: updates[name] for name in _FORGOTTEN if name in updates}}
        return update(self, updates)

    models.LambdaFunction.__init__ = remember
    models.LambdaFunction.get_configuration = recall
    models.LambdaFunction.update_configuration = change


def _map_to_aliases() -> None:
    """A queue that invokes an alias is said to invoke the version behind it: every plan would map it again."""
    create, update = models.LambdaBackend.create_event_source_mapping, models.LambdaBackend.update_event_source_mapping

    def mapped(mapping, spec):
        if mapping and spec.get("FunctionName", "").startswith("arn:"):
            mapping.function_arn = spec["FunctionName"]
        return mapping

    models.LambdaBackend.create_event_source_mapping = lambda self, spec: mapped(create(self, spec), spec)
    models.LambdaBackend.update_event_source_mapping = lambda self, uuid, spec: mapped(update(self, uuid, spec), spec)
