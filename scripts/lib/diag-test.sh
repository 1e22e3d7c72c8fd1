# shellcheck shell=bash
# diag.sh test: sends real requests. For each one it knows what a wrong answer means.

failures=0
body=$(mktemp)
trap 'rm -f "$body"' EXIT

# After the first deployment, your own domain name has no DNS record yet. The requests then go directly to the target of that
# record, but with the domain name, so that routes, certificate and functions are tested as callers will use them.
connect=()
reach_domain() {
  local host=${API_URL#*://} target code=0
  host=${host%%:*} target=$(output domain_target name)
  [ -n "$target" ] || return 0
  curl -sS -o /dev/null --max-time 40 "$API_URL/health" 2>/dev/null || code=$?
  [ "$code" = 6 ] || return 0 # curl's exit code if the name does not resolve
  echo "note  $host has no DNS record yet. Make an alias record (type A) to $target in the hosted zone $(output domain_target zone_id);"
  echo "      outside of Route 53, a CNAME record to $target."
  code=0
  connect=(--connect-to "::$target:")
  curl -sS -o /dev/null --max-time 40 "${connect[@]}" "$API_URL/health" 2>/dev/null || code=$?
  [ "$code" != 6 ] && return 0
  echo "skip  all requests: AWS has not published $target yet. Try again in a few minutes: scripts/diag.sh test $ENVIRONMENT"
  exit 3 # deploy.sh knows this code
}

# Sends a request and checks its status: expect STATUS NAME ADVICE [curl arguments] PATH
expect() {
  local wanted=$1 name=$2 advice=$3 status
  shift 3
  local path=${*: -1}
  set -- "${@:1:$#-1}"
  status=$(curl -sS -o "$body" -w '%{http_code}' --max-time 40 ${connect[@]+"${connect[@]}"} "$@" "$API_URL$path" 2>"$body.error") || status=none
  if [ "$status" = "$wanted" ]; then
    printf 'ok    %s\n' "$name"
    rm -f "$body.error"
    return 0
  fi
  failures=$((failures + 1))
  printf 'FAIL  %s: expected %s, got %s\n' "$name" "$wanted" "$status"
  if [ "$status" = none ]; then
    printf '      %s\n' "$(head -n 1 "$body.error")"
    advice="Nothing answers at $API_URL. $([ "$ENVIRONMENT" = local ] && echo 'Is make dev running?' || echo 'Is your network up, and was the environment destroyed?')"
  else
    printf '      %s\n' "$(head -c 300 "$body")"
  fi
  printf '      -> %s\n' "$advice"
  rm -f "$body.error"
  return 1
}

echo "Testing $ENVIRONMENT at $API_URL"
reach_domain
logs="See why: scripts/diag.sh logs $ENVIRONMENT"
[ "$ENVIRONMENT" != local ] || logs="See why in the window of make dev"

expect 200 'health answers' "The function behind it does not run. $logs system" /health || true
expect 401 'a request without a token is refused' 'The route has no authorizer. Deploy again and check what the plan changes.' /faq || true
expect 404 'our function answers an unknown route' "The \$default route does not reach its function. $logs system" /no-such-route || true
if expect 200 'the OpenAPI document is there' "The document is missing in the bundle. Run make build, then deploy again." /openapi.json; then
  case $(json openapi <"$body" 2>/dev/null) in 3.1*) ;; *)
    failures=$((failures + 1))
    printf 'FAIL  the OpenAPI document is not one\n      %s\n      -> %s\n' "$(head -c 300 "$body")" 'Something else answers at this address: check api_url.'
    ;;
  esac
fi

# A chat turn as a staff user. The local stack has demo users.
: "${EMAIL:=$(output demo_email)}" "${PASSWORD:=$(output demo_password)}"
if [ -n "$EMAIL" ] && [ -n "$PASSWORD" ]; then
  . "$ROOT/scripts/lib/sign-in.sh"
  if token=$(id_token "$EMAIL" "$PASSWORD" 2>"$body"); then
    printf 'ok    %s signs in\n' "$EMAIL"
    expect 200 'a chat turn is answered' "The function or its model failed. $logs chat" \
      -X POST -H "authorization: Bearer $token" -H 'content-type: application/json' -d '{"message":"Hello, when are you open?"}' /chat || true
  else
    failures=$((failures + 1))
    echo "FAIL  $EMAIL cannot sign in"
    sed -e 's/^/      /' -e '$s/^     /      ->/' "$body"
  fi
else
  echo "skip  a chat turn: set EMAIL and PASSWORD of a staff user (scripts/create-user.sh $ENVIRONMENT EMAIL TENANT)"
fi

[ "$failures" = 0 ] || die "$failures of the checks failed."
echo 'All is well.'
