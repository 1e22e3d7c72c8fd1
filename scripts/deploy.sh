#!/usr/bin/env bash
# deploy.sh ENV: deploys what `make build` made to dev or prod.
#
# Plans, shows a summary, asks, applies, prints the outputs and sends the new deployment real requests (diag.sh test).
#   YES=1   does not ask

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/terraform.sh"
help_wanted "$@"
ENVIRONMENT=${1:-}
check_environment "$ENVIRONMENT"
need terraform aws node curl

# A plan holds secrets: nobody else may read it, and it must not outlive the deployment, however that ends.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
terraform_init "$ENVIRONMENT"
terraform_plan "$ENVIRONMENT" "$work/plan" >/dev/null
if [ "$PLAN_HAS_CHANGES" = yes ]; then
  echo "Deploying to $ENVIRONMENT:"
  terraform -chdir="envs/$ENVIRONMENT" show -json "$work/plan" | node scripts/lib/plan-summary.cjs
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
[ "$code" = 3 ] || exit "$code"
