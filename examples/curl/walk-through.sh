#!/usr/bin/env bash
# walk-through.sh: a day at the front desk, in ten requests. Stops at the first answer that is not as expected.
#
#   API_URL   where the API is (default: the stack of make dev)
#   TOKEN     an ID token (default: that of a demo user; elsewhere: scripts/token.sh EMAIL ENV)

set -euo pipefail
case ${1:-} in -h | --help)
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
  exit 0
  ;;
esac
SCRIPTS="$(cd "$(dirname "$0")/../.." && pwd)/scripts"
API_URL=${API_URL:-http://127.0.0.1:3000}
TOKEN=${TOKEN:-$("$SCRIPTS/token.sh" admin@acme-dental.example)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# request STATUS METHOD PATH [curl arguments]: sends one request, shows it with its answer, and expects that status.
request() {
  local expected=$1 method=$2 path=$3 status
  shift 3
  printf '\n%s %s\n' "$method" "$path"
  status=$(curl -sS --max-time 40 -X "$method" "$API_URL$path" -D "$work/headers" -o "$work/body" -w '%{http_code}' \
    -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' "$@")
  printf '%s ' "$status"
  cat "$work/body"
  echo
  [ "$status" = "$expected" ] || {
    echo "Expected $expected." >&2
    exit 1
  }
}

# field NAME: a field of the last answer.
field() {
  node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))[process.argv[2]]' "$work/body" "$1"
}

# header NAME: a header of the last answer.
header() {
  tr -d '\r' <"$work/headers" | sed -n "s/^$1: //p"
}

# A customer asks. What the FAQ does not say is not made up.
request 200 POST /chat -d '{"message":"Do you take walk-ins on Saturdays?","phone_number":"+12025550123"}'
session=$(field session_id)

# The staff sees the conversation,
request 200 GET "/chat/sessions/$session/messages"

# and adds the answer to the FAQ. Under an idempotency key a repeat of the request makes no second entry.
key="walk-through-$(date +%s)-$$"
entry='{"question":"Do you take walk-ins on Saturdays?","answer":"Yes, from 9 to 12, without an appointment."}'
request 201 POST /faq -H "idempotency-key: $key" -d "$entry"
faq=$(field faq_id)
request 201 POST /faq -H "idempotency-key: $key" -d "$entry"
[ "$(field faq_id)" = "$faq" ]

# It is found by its meaning, and the next customer is told.
request 200 GET '/faq/search?q=walk-ins%20on%20saturday&limit=1'
request 200 POST /chat -d '{"message":"Do you take walk-ins on Saturdays?"}'

# A correction, which is refused (412) if somebody else was quicker.
request 200 GET "/faq/$faq"
request 200 PUT "/faq/$faq" -H "if-match: $(header etag)" \
  -d '{"question":"Do you take walk-ins on Saturdays?","answer":"Yes, from 9 to 13, without an appointment."}'

# A chair is reserved, and nobody can have it twice: the refusal says what is in the way.
chair="chair-$key"
reservation='{"kind":"reservation","resource":"'$chair'","starts_at":"2030-03-01T09:00:00Z","ends_at":"2030-03-01T09:30:00Z"}'
request 201 POST /tasks -d "$reservation"
task=$(field name)
request 409 POST /tasks -d "$reservation"
[ "$(field code)" = slot_taken ]

# Cleaning up.
request 204 DELETE "/tasks/$task"
request 204 DELETE "/faq/$faq"
printf '\nThat was a day at the front desk.\n'
