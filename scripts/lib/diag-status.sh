# shellcheck shell=bash
# diag.sh status: which functions run in which version, what the account allows, and which alarms are on.

if [ "$ENVIRONMENT" = local ]; then
  curl -sS --max-time 5 "$API_URL/health" && echo ||
    die "Nothing answers at $API_URL." "Start it with: make dev"
  exit 0
fi

alias=$(required_output live_alias)
prefix=$(required_output name_prefix)
printf '%-12s %-10s %-12s %8s %8s\n' function state update live newest
required_output function_names | json_entries |
  while read -r short name; do
    read -r state update <<<"$(aws lambda get-function-configuration --function-name "$name" --query '[State,LastUpdateStatus]' --output text)"
    live=$(aws lambda get-alias --function-name "$name" --name "$alias" --query FunctionVersion --output text)
    newest=$(output live_versions "$short")
    printf '%-12s %-10s %-12s %8s %8s%s\n' "$short" "$state" "$update" "$live" "$newest" "$([ "$live" = "$newest" ] || echo '   rolled back')"
  done

echo
output secret_names | json_entries |
  while read -r _ secret; do
    if [ "$(aws secretsmanager describe-secret --secret-id "$secret" --query 'VersionIdsToStages != null' --output text)" = True ]; then
      echo "secret $secret is set"
    elif [ "${secret##*/}" = visitor-token-keys ]; then
      echo "secret $secret has no value: scripts/visitor-keys.sh init $ENVIRONMENT"
    else
      echo "secret $secret has no value: aws secretsmanager put-secret-value --secret-id $secret --secret-string …"
    fi
  done

# All functions of an account share its concurrency. New accounts have 10, and none of these can be reserved.
aws lambda get-account-settings --query '[AccountLimit,AccountUsage]' --output json | node -e '
  const [limit, usage] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const gb = (bytes) => (bytes / 1e9).toFixed(1);
  console.log(`\nThe account may run ${limit.ConcurrentExecutions} functions at once; ${limit.UnreservedConcurrentExecutions} are not reserved.`);
  if (limit.ConcurrentExecutions < 1000) {
    console.log("  That is little: ask for 1000, then reserve some (reserved_concurrency), with");
    console.log("  aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000");
  }
  console.log(`Published code takes ${gb(usage.TotalCodeSize)} of ${gb(limit.TotalCodeSize)} GB.`);
'

alarmed=$(aws cloudwatch describe-alarms --alarm-name-prefix "$prefix-" --query "MetricAlarms[?StateValue=='ALARM'].AlarmName" --output text)
[ -z "$alarmed" ] && echo 'No alarm is on.' || echo "Alarms that are on (docs/operations.md says what to do): $alarmed"
