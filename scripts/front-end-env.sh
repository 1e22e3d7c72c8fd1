#!/usr/bin/env bash
# front-end-env.sh ENV [FILE]: writes the settings that a front end needs for dev, prod or local into its .env.local.
#
# FILE is .env.local in the current folder if you leave it out. The script replaces its own lines and keeps all others.
#   PREFIX   the start of the names: NEXT_PUBLIC_ (default), VITE_, …

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/outputs.sh"
help_wanted "$@"
ENVIRONMENT=${1:-} FILE=${2:-.env.local} PREFIX=${PREFIX:-NEXT_PUBLIC_}
check_environment "$ENVIRONMENT" or-local
case $FILE in /*) ;; *) FILE="$CALLER_DIR/$FILE" ;; esac
[ -d "$(dirname "$FILE")" ] || die "There is no folder $(dirname "$FILE")." "Give the path of the front end's .env.local."
need node

read_outputs "$ENVIRONMENT"
rest=$(grep -v "^${PREFIX}FRONTDESK_" "$FILE" 2>/dev/null || true)
{
  [ -z "$rest" ] || printf '%s\n' "$rest"
  for name in api_url region user_pool_id web_client_id realtime_url aws_endpoint; do
    value=$(output "$name")
    [ -z "$value" ] || printf '%sFRONTDESK_%s=%s\n' "$PREFIX" "$(printf '%s' "$name" | tr '[:lower:]' '[:upper:]')" "$value"
  done
} >"$FILE.new"
mv "$FILE.new" "$FILE"
echo "Wrote ${PREFIX}FRONTDESK_* of $ENVIRONMENT to $FILE."
