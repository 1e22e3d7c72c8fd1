#!/usr/bin/env bash
# diag.sh COMMAND ENV [ARGUMENTS]: checks dev, prod or local.
#
#   test ENV                 sends real requests, and says what is wrong and what to do
#                            (with EMAIL and PASSWORD of a staff user, also a chat turn)
#   logs ENV FUNCTION        follows the log of a function or of `api` (SINCE=10m; units s, m, h, d)
#   url ENV                  prints the addresses
#   warmup ENV               invokes every function and prints how long each step took
#   status ENV               prints functions, versions, secrets, alarms and the account's limits

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/outputs.sh"
help_wanted "$@"
COMMAND=${1:-} ENVIRONMENT=${2:-}
case $COMMAND in test | logs | url | warmup | status) ;; *)
  usage >&2
  die "" "There is no command '$COMMAND'."
  ;;
esac
check_environment "$ENVIRONMENT" or-local
need curl node
[ "$ENVIRONMENT" = local ] && [ "$COMMAND" != test ] || need aws

read_outputs "$ENVIRONMENT"
API_URL=$(required_output api_url)
. "$ROOT/scripts/lib/diag-$COMMAND.sh" "${@:3}"
