# shellcheck shell=bash
# diag.sh logs: follows one log group.

if [ "$ENVIRONMENT" = local ]; then
  die "The local stack logs where make dev runs." "FRONTDESK_VERBOSE=1 make dev prints every line of the functions."
fi
known=$(required_output log_group_names | json_entries | cut -d ' ' -f 1 | paste -s -d ' ' -)
group=$(output log_group_names "${1:-}")
[ -n "$group" ] || die "Whose log?" "One of: $known"
# Not with `aws logs tail`, which version 1 of the AWS CLI lacks.
exec node scripts/lib/follow-log.cjs "$group" "${SINCE:-10m}"
