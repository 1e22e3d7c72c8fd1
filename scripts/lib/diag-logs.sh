# shellcheck shell=bash
# diag.sh logs: follows one log group.

if [ "$ENVIRONMENT" = local ]; then
  die "The local stack logs where make dev runs." "FRONTDESK_VERBOSE=1 make dev prints every line of the functions."
fi
known=$(required_output log_group_names | node -p 'Object.keys(JSON.parse(require("node:fs").readFileSync(0, "utf8"))).join(" ")')
group=$(output log_group_names "${1:-}")
[ -n "$group" ] || die "Whose log?" "One of: $known"
exec aws logs tail "$group" --follow --since "${SINCE:-10m}" --format short
