"""API Gateway v2."""

import json
from urllib.parse import unquote

import moto.apigatewayv2.models as models
import moto.apigatewayv2.responses as responses
import moto.apigatewayv2.urls as urls
from moto.apigatewayv2.exceptions import APIGatewayV2Error

_STAGE_FIELDS = {
    "accessLogSettings": "access_log_settings",
    "autoDeploy": "auto_deploy",
    "defaultRouteSettings": "default_route_settings",
    "description": "description",
    "stageVariables": "stage_variables",
}


class _UnknownRoute(APIGatewayV2Error):
    code = 404

    def __init__(self, route_key: str) -> None:
        super().__init__("NotFoundException", f"Unable to find Route by key {route_key} within the provided RouteSettings")


def _refuse_settings_of_unknown_routes(api, route_settings) -> None:
    """Settings of a route that is not there are taken: a throttle made before its route, or left behind, goes unnoticed."""
    known = {route.route_key for route in api.get_routes()}
    for route_key in route_settings or {}:
        if route_key not in known:
            raise _UnknownRoute(route_key)


def _update_stage(self):
    """UpdateStage answers 500: a changed throttle cannot be applied."""
    parts = self.path.split("/")
    stage = self.apigatewayv2_backend.get_stage(parts[-3], unquote(parts[-1]))
    body = json.loads(self.body)
    # With whatever the stage still has: AWS checks the whole.
    route_settings = {**(stage.route_settings or {}), **body.get("routeSettings", {})}
    _refuse_settings_of_unknown_routes(self.apigatewayv2_backend.get_api(parts[-3]), route_settings)
    for field, attribute in _STAGE_FIELDS.items():
        if field in body:
            setattr(stage, attribute, body[field])
    stage.route_settings = route_settings
    return 200, {}, json.dumps(stage.to_json())


def _delete_route_settings(self):
    """DeleteRouteSettings is missing: a throttle of a route's own cannot be taken away."""
    parts = self.path.split("/")
    at = parts.index("routesettings")
    stage = self.apigatewayv2_backend.get_stage(parts[at - 3], unquote(parts[at - 1]))
    stage.route_settings.pop(unquote("/".join(parts[at + 1 :])), None)
    return 204, {}, ""


def _check_created_stages() -> None:
    create = models.ApiGatewayV2Backend.create_stage

    def create_stage(self, api_id, config):
        _refuse_settings_of_unknown_routes(self.get_api(api_id), config.get("routeSettings"))
        return create(self, api_id, config)

    models.ApiGatewayV2Backend.create_stage = create_stage


def _tagged_stage(backend, arn):
    parts = arn.split("/")
    if "stages" not in parts:
        return None
    return backend.get_stage(parts[parts.index("apis") + 1], parts[parts.index("stages") + 1])


def _tag_stages():
    """Tags of a stage are refused."""
    tag, untag = models.ApiGatewayV2Backend.tag_resource, models.ApiGatewayV2Backend.untag_resource

    def tag_resource(self, arn, tags):
        stage = _tagged_stage(self, arn)
        if stage is None:
            return tag(self, arn, tags)
        stage.tags = {**(stage.tags or {}), **tags}

    def untag_resource(self, arn, keys):
        stage = _tagged_stage(self, arn)
        if stage is None:
            return untag(self, arn, keys)
        stage.tags = {key: value for key, value in (stage.tags or {}).items() if key not in keys}

    models.ApiGatewayV2Backend.tag_resource, models.ApiGatewayV2Backend.untag_resource = tag_resource, untag_resource


def _finish_domain_names():
    """A domain name stays without a state and a target: Terraform waits for it in vain. No DNS knows the target. It has
    mutual TLS without having been given it: every plan would take that away."""
    remembered = models.DomainName.to_json

    def to_json(self):
        known = remembered(self)
        finished = {"apiGatewayDomainName": f"d-emulated.{self.domain_name}", "hostedZoneId": "Z1UJRXOUMOOFQ8", "domainNameStatus": "AVAILABLE"}
        configurations = [{**each, **finished} for each in known["domainNameConfigurations"]]
        return {**known, "domainNameConfigurations": configurations, "mutualTlsAuthentication": self.mutual_tls_authentication or None}

    models.DomainName.to_json = to_json


def _get_route_responses(self):
    """GetRouteResponses is missing: nobody can tell whether a WebSocket route sends its answers back."""
    parts = self.path.split("/")
    route = self.apigatewayv2_backend.get_route(parts[-4], parts[-2])
    return 200, {}, json.dumps({"items": [response.to_json() for response in route.route_responses.values()]})


def _give_sockets_their_address():
    """A WebSocket API's address begins with https: what is made of it does not begin with wss, as it does on AWS."""
    remembered = models.Api.to_json

    def to_json(self):
        known = remembered(self)
        if self.protocol_type != "WEBSOCKET":
            return known
        return {**known, "apiEndpoint": known["apiEndpoint"].replace("https://", "wss://")}

    models.Api.to_json = to_json


def fill() -> None:
    responses.ApiGatewayV2Response.update_stage = _update_stage
    responses.ApiGatewayV2Response.delete_route_settings = _delete_route_settings
    _check_created_stages()
    _tag_stages()
    _finish_domain_names()
    _give_sockets_their_address()
    responses.ApiGatewayV2Response.get_route_responses = _get_route_responses
    dispatch = responses.ApiGatewayV2Response.dispatch
    stage = "{0}/v2/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)"
    urls.url_paths[stage + "/routesettings/(?P<route_key>.+)$"] = dispatch
    urls.url_paths["{0}/v2/tags/(?P<arn>[^/]+)/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)$"] = dispatch
