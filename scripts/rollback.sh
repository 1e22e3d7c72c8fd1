#!/usr/bin/env bash
# rollback.sh ENV: points the alias `live` of every function back to its version in the previous deployment.
#
# It finds the deployments in older versions of Terraform's state. Repeat it to go back further. Tables, routes and
# permissions stay as they are. The next deployment uses the newest code again.
#   YES=1   do not ask

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/terraform.sh"
. "$ROOT/scripts/lib/outputs.sh"
help_wanted "$@"
ENVIRONMENT=${1:-}
check_environment "$ENVIRONMENT"
need terraform aws node

terraform_init "$ENVIRONMENT"
read_outputs "$ENVIRONMENT"
alias=$(required_output live_alias)
names=$(required_output function_names)
bucket=$(backend_of "$ENVIRONMENT" bucket)
key=$(backend_of "$ENVIRONMENT" key)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The versions that are live now, according to AWS.
printf '%s' "$names" | json_entries >"$work/functions"
while read -r fn name; do
  printf '%s %s\n' "$fn" "$(aws lambda get-alias --function-name "$name" --name "$alias" --query FunctionVersion --output text)"
done <"$work/functions" >"$work/live"

# The versions that were live after each deployment, newest first, according to the versions of the state.
aws s3api list-object-versions --bucket "$bucket" --prefix "$key" --max-items 50 \
  --query "Versions[?Key=='$key'].VersionId" --output text | tr '\t' '\n' | grep -v '^None$' >"$work/states" || true
while read -r version; do
  aws s3api get-object --bucket "$bucket" --key "$key" --version-id "$version" "$work/state" >/dev/null
  node scripts/lib/flat-outputs.cjs <"$work/state" | json live_versions || true
done <"$work/states" >"$work/deployments"

# Lines of "function from to".
node "$ROOT/scripts/lib/rollback-steps.cjs" "$work/live" "$work/deployments" >"$work/steps" ||
  die "There is no deployment to go back to." "You can only go back to deployments whose state is still kept; see docs/operations.md."

# Check all versions first: a partial rollback would be worse than none.
while read -r fn _ to; do
  aws lambda get-function-configuration --function-name "$(printf '%s' "$names" | json "$fn")" --qualifier "$to" </dev/null >/dev/null 2>&1 ||
    die "Version $to of $fn was deleted." "Check out the commit that was deployed then, and run: make deploy ENV=$ENVIRONMENT"
done <"$work/steps"

echo "Rolling $ENVIRONMENT back:"
while read -r fn from to; do echo "  $fn: version $from -> $to"; done <"$work/steps"
confirm "Point the alias $alias of these functions back?"
while read -r fn _ to; do
  name=$(printf '%s' "$names" | json "$fn")
  aws lambda update-alias --function-name "$name" --name "$alias" --function-version "$to" >/dev/null
done <"$work/steps"
echo "Done. The fault is still in the sources: fix it, then run make deploy ENV=$ENVIRONMENT."
