# The WebSocket API of an environment, against a small manifest with a socket added to it.

mock_provider "aws" {
  source = "../mocks"

  override_resource {
    target = module.websocket_api[0].aws_apigatewayv2_api.this
    values = { execution_arn = "arn:aws:execute-api:us-east-1:123456789012:ws", api_endpoint = "wss://ws.execute-api.us-east-1.amazonaws.com" }
  }
}

variables {
  dist                 = "fixtures/project"
  environment          = "dev"
  stage                = "dev"
  deletion_protection  = false
  secret_recovery_days = 0
  log_retention_days   = 14
  cors_origins         = []
  openai               = {}
  table_ceiling        = { read_units = 100, write_units = 100 }

  manifest = jsondecode(file("fixtures/project/manifest.json"))
}

run "there_is_none_unless_the_manifest_declares_one" {
  assert {
    condition     = length(module.websocket_api) == 0 && output.endpoints.realtime_url == null && !contains(keys(output.resources.log_group_names), "socket")
    error_message = "There is a WebSocket API that nobody declared."
  }
  assert {
    condition     = local.references.realtime_url == ""
    error_message = "A function would tell clients of a WebSocket API that does not exist."
  }
}

run "a_declared_socket_has_its_routes_authorizer_and_throttle" {
  variables {
    manifest = merge(jsondecode(file("fixtures/project/manifest.json")), {
      socket = {
        authorizer = "orders"
        routes = [
          { route_key = "$connect", function = "orders", answers = false },
          { route_key = "$default", function = "system", answers = true },
        ]
      }
    })
  }

  assert {
    condition     = output.endpoints.realtime_url == "wss://ws.execute-api.us-east-1.amazonaws.com/realtime" && output.endpoints.socket_callback_url == "https://ws.execute-api.us-east-1.amazonaws.com/realtime"
    error_message = "Clients or functions would use the wrong address."
  }
  assert {
    condition     = module.websocket_api[0].throttle == var.manifest.stages["dev"].throttle
    error_message = "The throttle is not the manifest's."
  }
  assert {
    condition     = output.resources.log_group_names.socket == "/aws/vendedlogs/apigateway/frontdesk-dev-socket"
    error_message = "diag.sh would not find the access log."
  }
}

run "a_function_may_use_the_connections_and_knows_their_address" {
  variables {
    manifest = merge(jsondecode(file("fixtures/project/manifest.json")), {
      socket = {
        authorizer = "orders"
        routes = [
          { route_key = "$connect", function = "orders", answers = false },
          { route_key = "$default", function = "orders", answers = true },
        ]
      }
      functions = {
        for name, fn in jsondecode(file("fixtures/project/manifest.json")).functions : name => name != "orders" ? fn : merge(fn, {
          environment = { SOCKET_CALLBACK_URL = { ref = "socket_callback_url" }, REALTIME_URL = { ref = "realtime_url" } }
          grants      = [{ resource = { kind = "connections", name = "connections" }, actions = ["execute-api:ManageConnections"] }]
        })
      }
    })
  }

  assert {
    condition = { for name, grants in local.grants : name => grants.Connections if contains(keys(grants), "Connections") } == {
      orders = { actions = toset(["execute-api:ManageConnections"]), resources = ["arn:aws:execute-api:us-east-1:123456789012:ws/realtime/*/@connections/*"] }
    }
    error_message = "The grant is missing, or another function has it."
  }
  assert {
    condition     = local.references.socket_callback_url == "https://ws.execute-api.us-east-1.amazonaws.com/realtime"
    error_message = "The function does not get the address of the connections."
  }
  assert {
    condition     = local.references.realtime_url == "wss://ws.execute-api.us-east-1.amazonaws.com/realtime"
    error_message = "The function does not get the address that clients connect to."
  }
}
