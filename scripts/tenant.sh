#!/usr/bin/env bash
# tenant.sh COMMAND ENV TENANT [VALUE]: manages the tenants of dev, prod or local.
#
#   create ENV TENANT [NAME]              makes a tenant, active, with every setting at its default
#   suspend ENV TENANT                    refuses all its requests, within 30 seconds
#   resume ENV TENANT                     takes it back
#   settings ENV TENANT                   prints its settings, as JSON
#   set ENV TENANT JSON|FILE|-            merges fields into them (-: of standard input), within 30 seconds: a field that is
#                                         null has its default again, and every field that is wrong is named
#   register-service ENV TENANT CLIENT    lets a service client act for it (CLIENT: its client id)
#   map-number ENV TENANT NUMBER          gives it a phone number (E.164: +81312345678)
#   map-chatbase ENV TENANT ASSISTANT     names its Chatbase assistant
#
#   tenant.sh set dev acme-dental '{"limits": {"requests_per_minute": 1200}, "time_zone": "Asia/Tokyo"}'

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/outputs.sh"
help_wanted "$@"
check_environment "${2:-}" or-local
need node
[ -x node_modules/.bin/tsx ] || die "The project is not installed here." "Run: make build"

read_outputs "$2"
# The SDK warns of Node.js versions that it will not support one day.
export AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true
NAME_PREFIX=$(required_output name_prefix)
export NAME_PREFIX CALLER_DIR
exec node_modules/.bin/tsx tooling/tenant-cli/src/cli.ts "$1" "${@:3}"
