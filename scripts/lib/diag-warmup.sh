# shellcheck shell=bash
# diag.sh warmup: invokes every function directly, then sends one request through the API, and prints how long each step
# took in milliseconds.

# An event that belongs to no route and no queue: the function starts, then refuses it or finds nothing to do.
event='{"version":"2.0","routeKey":"warmup","rawPath":"/warmup","rawQueryString":"","headers":{},"isBase64Encoded":false,"Records":[],"requestContext":{"requestId":"warmup","routeKey":"warmup","stage":"$default","timeEpoch":0,"http":{"method":"GET","path":"/warmup","protocol":"HTTP/1.1","sourceIp":"127.0.0.1","userAgent":"diag"}}}'

if [ "$ENVIRONMENT" = local ]; then
  echo 'The functions of the local stack are already running.'
else
  printf '%-12s %10s %10s %10s\n' function 'in all' start run
  alias=$(required_output live_alias)
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  printf '%s' "$event" >"$work/event"
  required_output function_names | json_entries |
    while read -r short name; do
      began=$(node -p 'Date.now()')
      log=$(aws lambda invoke --function-name "$name" --qualifier "$alias" --log-type Tail --payload "fileb://$work/event" \
        --query LogResult --output text "$work/answer" </dev/null) ||
        die "$short cannot be invoked." "See its state: scripts/diag.sh status $ENVIRONMENT"
      spent=$(($(node -p 'Date.now()') - began))
      # Lambda's report, as text or as JSON: how long the function took to start, if it had to, and how long it ran.
      report=$(printf '%s' "$log" | base64 -d 2>/dev/null || true)
      started=$(printf '%s' "$report" | sed -n -e 's/.*Init Duration: \([0-9.]*\) ms.*/\1/p' -e 's/.*"initDurationMs":\([0-9.]*\).*/\1/p' | head -n 1)
      ran=$(printf '%s' "$report" | sed -n -e 's/.*[^d] Duration: \([0-9.]*\) ms.*/\1/p' -e 's/.*[{,]"durationMs":\([0-9.]*\).*/\1/p' | head -n 1)
      printf '%-12s %10s %10s %10s\n' "$short" "$spent" "${started:-warm}" "${ran:--}"
    done
fi

# DNS, TCP and TLS are the network. The remaining time until the first byte is API Gateway and the function.
curl -sS -o /dev/null --max-time 40 -w '%{time_namelookup} %{time_connect} %{time_appconnect} %{time_starttransfer}\n' "$API_URL/health" |
  node -e '
    const [dns, tcp, tls, first] = require("node:fs").readFileSync(0, "utf8").split(" ").map((seconds) => Number(seconds) * 1000);
    const ready = Math.max(tcp, tls);
    const hop = (name, ms) => console.log(`${name.padEnd(34)} ${ms.toFixed(1).padStart(8)} ms`);
    console.log("\nGET /health");
    hop("DNS", dns); hop("TCP", tcp - dns); hop("TLS", ready - tcp); hop("API Gateway and function", first - ready);
  '
