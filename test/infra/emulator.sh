#!/usr/bin/env bash
# emulator.sh start|stop: an AWS emulator to try the deployment on, by hand.
#
#   eval "$(test/infra/emulator.sh start)"    starts it, and points this shell and this checkout's envs/ at it
#   make bootstrap ENV=dev && make deploy ENV=dev
#   eval "$(test/infra/emulator.sh stop)"     ends it, and points both back to AWS
#
#   EMULATOR_PORT=5000   its port (default: a free one)
#
# What was deployed to it goes with it. It needs Python with moto: pip install 'moto[server]' boto3

set -euo pipefail
. "$(dirname "$0")/../../scripts/lib/common.sh"
help_wanted "$@"

FOLDER=test/infra/emulator
RUNNING=envs/.emulator

case ${1:-} in
start)
  [ ! -f "$RUNNING" ] || die "It runs already." "End it with: eval \"\$(test/infra/emulator.sh stop)\""
  python=''
  for candidate in "${PYTHON:-}" python3 python; do
    [ -n "$candidate" ] && "$candidate" -c 'import boto3, moto.server' 2>/dev/null || continue
    python=$candidate
    break
  done
  [ -n "$python" ] || die "There is no Python with moto." "Install it: pip install 'moto[server]' boto3"
  told=$(mktemp)
  nohup "$python" "$FOLDER/emulator.py" --detached --port "${EMULATOR_PORT:-0}" >"$told" 2>"$told.error" </dev/null &
  pid=$!
  for _ in $(seq 300); do
    [ -s "$told" ] && break
    kill -0 "$pid" 2>/dev/null || die "The emulator did not start." "$(tail -n 1 "$told.error")"
    sleep 0.1
  done
  endpoint=$(json endpoint <"$told")
  rm -f "$told" "$told.error"
  echo "$pid" >"$RUNNING"
  for environment in $(environments) state; do cp "$FOLDER/emulator_override.tf" "envs/$environment/"; done
  printf 'export %s\n' "AWS_ENDPOINT_URL=$endpoint" AWS_ACCESS_KEY_ID=emulator AWS_SECRET_ACCESS_KEY=emulator \
    AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  echo 'unset AWS_PROFILE AWS_SESSION_TOKEN'
  ;;
stop)
  [ -f "$RUNNING" ] || die "It does not run."
  kill "$(cat "$RUNNING")" 2>/dev/null || true
  rm -rf "$RUNNING" envs/*/emulator_override.tf envs/*/*.s3.tfbackend envs/*/.terraform
  echo 'unset AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_REGION AWS_DEFAULT_REGION'
  ;;
*)
  usage >&2
  exit 1
  ;;
esac
