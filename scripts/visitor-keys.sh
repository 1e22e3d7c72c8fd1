#!/usr/bin/env bash
# visitor-keys.sh COMMAND ENV: manages the keys that visitor tokens are signed with, in dev, prod or local.
#
#   init ENV      creates the first key, unless there are keys. `make deploy` runs it
#   rotate ENV    adds a key, which signs after 15 minutes, when every function knows it. Nobody is cut off: the old key
#                 goes on verifying until its tokens can no longer be renewed
#   replace ENV   after a leak: replaces all keys at once. Within 5 minutes every visitor begins anew (YES=1: do not ask)
#   show ENV      lists the keys, without their secrets
#
# Nothing is printed that could sign a token.

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/outputs.sh"
help_wanted "$@"
COMMAND=${1:-} ENVIRONMENT=${2:-}
case $COMMAND in init | rotate | replace | show) ;; *)
  usage >&2
  die "" "There is no command '$COMMAND'. The commands are: init, rotate, replace, show"
  ;;
esac
check_environment "$ENVIRONMENT" or-local
need aws node
[ -x node_modules/.bin/tsx ] || die "The project is not installed here." "Run: make build"

read_outputs "$ENVIRONMENT"
secret=$(required_output name_prefix)/visitor-token-keys
# Secrets go through a private folder, because everybody on the machine can read a command line.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs a command of Secrets Manager. If it fails, prints why, and what to do.
secretsmanager() {
  aws secretsmanager "$@" --output json 2>"$work/error" && return 0
  case $(cat "$work/error") in
  *"secret value"*) die "$secret has no value yet." "Set it with: scripts/visitor-keys.sh init $ENVIRONMENT" ;;
  *ResourceNotFoundException*) die "There is no secret $secret." "Deploy it with: make deploy ENV=$ENVIRONMENT" ;;
  *ResourceExistsException*) die "Somebody else changed the keys at the same time, or an earlier version was put back. Nothing was changed." "See: scripts/visitor-keys.sh show $ENVIRONMENT" ;;
  *) die "Secrets Manager refused: $(tr -s '\n' ' ' <"$work/error")" ;;
  esac
}

cli() { node_modules/.bin/tsx tooling/visitor-keys/src/cli.ts "$COMMAND" "$secret" "$work/input"; }

case $COMMAND in
init)
  secretsmanager describe-secret --secret-id "$secret" >"$work/secret"
  case $(json VersionIdsToStages <"$work/secret") in
  '' | '{}') said=$(cli) ;;
  *)
    echo "$secret has keys."
    exit 0
    ;;
  esac
  ;;
rotate | show)
  (umask 077 && secretsmanager get-secret-value --secret-id "$secret" >"$work/version") || exit 1
  SECONDS=0
  said=$(cli <"$work/version")
  ;;
replace)
  confirm "Replace all keys of $ENVIRONMENT? Every visitor loses the conversation that is open."
  said=$(cli)
  ;;
esac

if [ "$COMMAND" != show ]; then
  # A new key's time is counted from when it was made. If this machine slept in between, that would be too early.
  [ "$SECONDS" -lt 120 ] || die "It took too long. Nothing was changed." "Run it again."
  secretsmanager put-secret-value --cli-input-json "file://$work/input" >/dev/null
fi
printf '%s\n' "$said"
