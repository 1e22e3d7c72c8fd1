# shellcheck shell=bash
# diag.sh logs: follows one log group.

if [ "$ENVIRONMENT" = local ]; then
  die "The local stack prints its logs in the window of make dev." "FRONTDESK_VERBOSE=1 make dev prints every line of the functions."
fi
known=$(required_output log_group_names | json_entries | cut -d ' ' -f 1 | paste -s -d ' ' -)
group=$(output log_group_names "${1:-}")
[ -n "$group" ] || die "Name a log." "The logs are: $known"
# Version 1 of the AWS CLI has no `aws logs tail`.
exec node scripts/lib/follow-log.cjs "$group" "${SINCE:-10m}"
