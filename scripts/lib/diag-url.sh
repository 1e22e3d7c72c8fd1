# shellcheck shell=bash
# diag.sh url: prints all addresses and ids.

for name in api_url realtime_url token_url issuer dashboard_url aws_endpoint user_pool_id web_client_id service_client_id; do
  value=$(output "$name")
  [ -z "$value" ] || printf '%-18s %s\n' "$name" "$value"
done
