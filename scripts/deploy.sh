#!/usr/bin/env bash
# deploy.sh ENV: deploys the last `make build` to dev or prod.
#
# Plans, shows a summary, asks, applies, prints the outputs and sends real requests to the new deployment (diag.sh test).
# Then it deletes old versions of functions.
#   YES=1             do not ask
#   KEEP_VERSIONS=20  how many versions of each function to keep before the live one

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/terraform.sh"
. "$ROOT/scripts/lib/outputs.sh"
. "$ROOT/scripts/lib/deleted-secrets.sh"
. "$ROOT/scripts/lib/prune-versions.sh"
help_wanted "$@"
ENVIRONMENT=${1:-}
check_environment "$ENVIRONMENT"
need terraform aws node curl
check_keep_versions

# A plan contains secrets, so nobody else may read it, and it is deleted however the deployment ends.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
terraform_init "$ENVIRONMENT"
plan() {
  terraform_plan "$ENVIRONMENT" "$work/plan" >/dev/null
  (umask 077 && terraform -chdir="envs/$ENVIRONMENT" show -json "$work/plan" >"$work/plan.json")
}
plan
restore_deleted_secrets "$ENVIRONMENT" <"$work/plan.json"
[ "$SECRETS_RESTORED" = no ] || plan
if [ "$PLAN_HAS_CHANGES" = yes ]; then
  echo "Deploying to $ENVIRONMENT:"
  node scripts/lib/plan-summary.cjs <"$work/plan.json"
  lost=$(node scripts/lib/protected-losses.cjs <"$work/plan.json")
  [ -z "$lost" ] ||
    die "The plan deletes or replaces what is protected from deletion: $lost" "Nothing was changed. AWS would refuse half-way, after deleting everything that depends on it. Undo the change that makes Terraform replace it, or see 'Taking an environment down' in docs/operations.md."
  confirm "Apply this to $ENVIRONMENT?"
  terraform -chdir="envs/$ENVIRONMENT" apply -input=false -parallelism=30 "$work/plan" | sed -n '/Apply complete/p'
else
  echo "$ENVIRONMENT is up to date."
fi
scripts/visitor-keys.sh init "$ENVIRONMENT" >/dev/null

echo
terraform -chdir="envs/$ENVIRONMENT" output
echo
code=0
scripts/diag.sh test "$ENVIRONMENT" || code=$?
# 3 means that the domain name cannot be found yet. The deployment itself is fine.
[ "$code" = 0 ] || [ "$code" = 3 ] || exit "$code"

[ "$PLAN_HAS_CHANGES" = yes ] || exit 0
read_outputs "$ENVIRONMENT"
prune_versions
