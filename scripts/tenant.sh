#!/usr/bin/env bash
# tenant.sh COMMAND ENV TENANT [VALUE]: manages the tenants of dev, prod or local.
#
#   create ENV TENANT [NAME]              creates an active tenant with default settings
#   suspend ENV TENANT                    refuses all requests of the tenant
#   resume ENV TENANT                     accepts its requests again
#   settings ENV TENANT                   prints its settings as JSON
#   set ENV TENANT JSON|FILE|-            merges fields into its settings (- reads standard input). null resets a field
#                                         to its default. If fields are wrong, all of them are listed.
#   register-service ENV TENANT CLIENT    lets a service client act for it (CLIENT is the client id)
#   map-number ENV TENANT NUMBER          gives it a phone number (E.164: +81312345678)
#   map-chatbase ENV TENANT ASSISTANT     sets its Chatbase assistant
#
# Changes take effect within 30 seconds. Example:
#   tenant.sh set dev acme-dental '{"limits": {"requests_per_minute": 1200}, "time_zone": "Asia/Tokyo"}'

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/outputs.sh"
help_wanted "$@"
check_environment "${2:-}" or-local
need node
[ -x node_modules/.bin/tsx ] || die "The project is not installed here." "Run: make build"

read_outputs "$2"
# The SDK warns about Node.js versions that it will stop supporting.
export AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true
NAME_PREFIX=$(required_output name_prefix)
export NAME_PREFIX CALLER_DIR
exec node_modules/.bin/tsx tooling/tenant-cli/src/cli.ts "$1" "${@:3}"
