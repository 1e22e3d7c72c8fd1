#!/usr/bin/env bash
# deploy.sh ENV: deploys what `make build` made to dev or prod.
#
# Plans, shows a summary, asks, applies, prints the outputs and sends the new deployment real requests (diag.sh test). Versions
# of functions that are too old to go back to are deleted.
#   YES=1             does not ask
#   KEEP_VERSIONS=20  how many versions of a function stay before the live one

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

# A plan holds secrets: nobody else may read it, and it must not outlive the deployment, however that ends.
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
    die "Protected from deletion, and to be deleted or replaced: $lost" "Nothing was changed: AWS would refuse half way, when what depends on it is gone. Change back what makes Terraform replace it, or see 'Taking an environment down' in docs/operations.md."
  confirm "Apply this to $ENVIRONMENT?"
  terraform -chdir="envs/$ENVIRONMENT" apply -input=false -parallelism=30 "$work/plan" | sed -n '/Apply complete/p'
else
  echo "$ENVIRONMENT is up to date."
fi

echo
terraform -chdir="envs/$ENVIRONMENT" output
echo
code=0
scripts/diag.sh test "$ENVIRONMENT" || code=$?
# Its own code for a domain name that nobody can find yet: what is deployed is none the worse for it.
[ "$code" = 0 ] || [ "$code" = 3 ] || exit "$code"

[ "$PLAN_HAS_CHANGES" = yes ] || exit 0
read_outputs "$ENVIRONMENT"
prune_versions
