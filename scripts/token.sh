#!/usr/bin/env bash
# token.sh EMAIL [ENV]: prints an ID token of a staff user. Send it as `authorization: Bearer …`.
#
# ENV is dev, prod or local (default). The password comes from PASSWORD; without it, the script asks. The demo users of the
# local stack need no password.

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/outputs.sh"
. "$ROOT/scripts/lib/sign-in.sh"
help_wanted "$@"
EMAIL=${1:-}
ENVIRONMENT=${2:-local}
check_environment "$ENVIRONMENT" or-local
[ -n "$EMAIL" ] || die "An e-mail address is missing." "Usage: token.sh EMAIL [dev|prod|local]"
need node

read_outputs "$ENVIRONMENT"
if [ -z "${PASSWORD:-}" ]; then
  PASSWORD=$(output demo_password)
  [ -n "$PASSWORD" ] || read -r -s -p "Password of $EMAIL: " PASSWORD
fi
id_token "$EMAIL" "$PASSWORD"
