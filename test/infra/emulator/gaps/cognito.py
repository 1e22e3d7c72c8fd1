"""Cognito user pools."""

import moto.cognitoidp.responses as responses
from moto.core.responses import ActionResult, EmptyResult


def _update_resource_server(self):
    """UpdateResourceServer answers 500: a changed scope cannot be applied."""
    server = self.backend.describe_resource_server(self._get_param("UserPoolId"), self._get_param("Identifier"))
    server.name, server.scopes = self._get_param("Name"), self._get_param("Scopes")
    return ActionResult({"ResourceServer": server.to_json()})


def _delete_resource_server(self):
    """DeleteResourceServer answers 500: no environment can be destroyed."""
    pool = self.backend.describe_user_pool(self._get_param("UserPoolId"))
    pool.resource_servers.pop(self._get_param("Identifier"), None)
    return EmptyResult()


def fill() -> None:
    responses.CognitoIdpResponse.update_resource_server = _update_resource_server
    responses.CognitoIdpResponse.delete_resource_server = _delete_resource_server
