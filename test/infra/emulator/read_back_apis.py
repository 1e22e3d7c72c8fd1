"""The HTTP and WebSocket APIs under a name prefix, as API Gateway tells them."""


def read_apis(api_gateway, ours: str) -> list:
    return [read_api(api_gateway, api) for api in api_gateway.get_apis()["Items"] if api["Name"].startswith(ours)]


def read_api(api_gateway, api) -> dict:
    of_api = {"ApiId": api["ApiId"]}
    integrations = {item["IntegrationId"]: item for item in api_gateway.get_integrations(**of_api)["Items"]}
    routes = api_gateway.get_routes(**of_api)["Items"]
    return {
        "id": api["ApiId"],
        "name": api["Name"],
        "protocol": api["ProtocolType"],
        "selection": api["RouteSelectionExpression"],
        "cors": api.get("CorsConfiguration"),
        "authorizers": {
            identifier: read_authorizer(api_gateway.get_authorizer(**of_api, AuthorizerId=identifier))
            for identifier in {route["AuthorizerId"] for route in routes if route.get("AuthorizerId")}
        },
        "routes": [
            read_route(api_gateway, of_api, route, integrations[route["Target"].removeprefix("integrations/")])
            for route in routes
        ],
        "stages": [read_stage(stage) for stage in api_gateway.get_stages(**of_api)["Items"]],
    }


def read_authorizer(told) -> dict:
    return {
        "type": told["AuthorizerType"],
        "identity": told["IdentitySource"],
        "uri": told.get("AuthorizerUri"),
        **told.get("JwtConfiguration", {}),
    }


def read_route(api_gateway, of_api, route, integration) -> dict:
    of_route = {**of_api, "RouteId": route["RouteId"]}
    # HTTP APIs have no route responses.
    responses = api_gateway.get_route_responses(**of_route)["Items"] if "RouteResponseSelectionExpression" in route else []
    return {
        "routeKey": route["RouteKey"],
        "authorizationType": route.get("AuthorizationType"),
        "authorizerId": route.get("AuthorizerId"),
        "scopes": sorted(route.get("AuthorizationScopes") or []),
        "integration": integration["IntegrationUri"],
        "integrationType": integration["IntegrationType"],
        "answers": [response["RouteResponseKey"] for response in responses],
    }


def read_stage(stage) -> dict:
    return {
        "name": stage["StageName"],
        "autoDeploy": stage.get("AutoDeploy", False),
        "defaults": stage["DefaultRouteSettings"],
        "routes": stage.get("RouteSettings", {}),
        "accessLog": stage.get("AccessLogSettings"),
    }
