#!/usr/bin/env bash
# rollback.sh ENV: points the alias `live` of every function back to the versions of the deployment before.
#
# The deployments are read from the older versions of Terraform's state. Repeat it to go back further. Tables, routes and
# permissions stay as they are, and the next deployment goes forward again.
#   YES=1   does not ask

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

# What is live now, as AWS says.
printf '%s' "$names" | json_entries >"$work/functions"
while read -r fn name; do
  printf '%s %s\n' "$fn" "$(aws lambda get-alias --function-name "$name" --name "$alias" --query FunctionVersion --output text)"
done <"$work/functions" >"$work/live"

# What was live after each deployment, newest first, as the state's versions say.
aws s3api list-object-versions --bucket "$bucket" --prefix "$key" --max-items 50 \
  --query "Versions[?Key=='$key'].VersionId" --output text | tr '\t' '\n' | grep -v '^None$' >"$work/states" || true
while read -r version; do
  aws s3api get-object --bucket "$bucket" --key "$key" --version-id "$version" "$work/state" >/dev/null
  node scripts/lib/flat-outputs.cjs <"$work/state" | json live_versions || true
done <"$work/states" >"$work/deployments"

# Lines of "function from to".
node "$ROOT/scripts/lib/rollback-steps.cjs" "$work/live" "$work/deployments" >"$work/steps" ||
  die "There is no deployment to go back to." "Only deployments whose state is still kept can be gone back to; see docs/operations.md."

# Some at the old version and some not would be worse than none.
while read -r fn _ to; do
  aws lambda get-function-configuration --function-name "$(printf '%s' "$names" | json "$fn")" --qualifier "$to" </dev/null >/dev/null 2>&1 ||
    die "Version $to of $fn is not there any more." "Check out what was deployed then, and: make deploy ENV=$ENVIRONMENT"
done <"$work/steps"

echo "Rolling $ENVIRONMENT back:"
while read -r fn from to; do echo "  $fn: version $from -> $to"; done <"$work/steps"
confirm "Point the alias $alias of these functions back?"
while read -r fn _ to; do
  name=$(printf '%s' "$names" | json "$fn")
  aws lambda update-alias --function-name "$name" --name "$alias" --function-version "$to" >/dev/null
done <"$work/steps"
echo "Done. What is wrong is still in the sources: mend it, then make deploy ENV=$ENVIRONMENT goes forward again."
