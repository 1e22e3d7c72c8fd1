"""API Gateway v2."""

import json
from urllib.parse import unquote

import moto.apigatewayv2.models as models
import moto.apigatewayv2.responses as responses
import moto.apigatewayv2.urls as urls

_STAGE_FIELDS = {
    "accessLogSettings": "access_log_settings",
    "autoDeploy": "auto_deploy",
    "defaultRouteSettings": "default_route_settings",
    "description": "description",
    "stageVariables": "stage_variables",
}


def _update_stage(self):
    """UpdateStage answers 500: a changed throttle cannot be applied."""
    parts = self.path.split("/")
    stage = self.apigatewayv2_backend.get_stage(parts[-3], unquote(parts[-1]))
    body = json.loads(self.body)
    for field, attribute in _STAGE_FIELDS.items():
        if field in body:
            setattr(stage, attribute, body[field])
    if "routeSettings" in body:
        stage.route_settings = {**(stage.route_settings or {}), **body["routeSettings"]}
    return 200, {}, json.dumps(stage.to_json())


def _delete_route_settings(self):
    """DeleteRouteSettings is missing: a throttle of a route's own cannot be taken away."""
    parts = self.path.split("/")
    at = parts.index("routesettings")
    stage = self.apigatewayv2_backend.get_stage(parts[at - 3], unquote(parts[at - 1]))
    stage.route_settings.pop(unquote("/".join(parts[at + 1 :])), None)
    return 204, {}, ""


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
    """A domain name stays without a state and a target: Terraform waits for it in vain. No DNS knows the target."""
    remembered = models.DomainName.to_json

    def to_json(self):
        known = remembered(self)
        finished = {"apiGatewayDomainName": f"d-emulated.{self.domain_name}", "hostedZoneId": "Z1UJRXOUMOOFQ8", "domainNameStatus": "AVAILABLE"}
        return {**known, "domainNameConfigurations": [{**each, **finished} for each in known["domainNameConfigurations"]]}

    models.DomainName.to_json = to_json


def fill() -> None:
    responses.ApiGatewayV2Response.update_stage = _update_stage
    responses.ApiGatewayV2Response.delete_route_settings = _delete_route_settings
    _tag_stages()
    _finish_domain_names()
    dispatch = responses.ApiGatewayV2Response.dispatch
    stage = "{0}/v2/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)"
    urls.url_paths[stage + "/routesettings/(?P<route_key>.+)$"] = dispatch
    urls.url_paths["{0}/v2/tags/(?P<arn>[^/]+)/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)$"] = dispatch
