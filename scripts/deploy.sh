#!/usr/bin/env bash
# deploy.sh ENV: deploys what `make build` made to dev or prod.
#
# Plans, shows a summary, asks, applies, sends the new deployment real requests (diag.sh test) and prints the outputs.
#   YES=1   does not ask

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/terraform.sh"
help_wanted "$@"
ENVIRONMENT=${1:-}
check_environment "$ENVIRONMENT"
need terraform aws node curl

# A plan holds secrets, and must not outlive the deployment, however that ends.
trap 'rm -f "envs/$ENVIRONMENT/tfplan"' EXIT
terraform_init "$ENVIRONMENT"
terraform_plan "$ENVIRONMENT" >/dev/null
if [ "$PLAN_HAS_CHANGES" = yes ]; then
  echo "Deploying to $ENVIRONMENT:"
  terraform -chdir="envs/$ENVIRONMENT" show -json tfplan | node scripts/lib/plan-summary.cjs
  confirm "Apply this to $ENVIRONMENT?"
  terraform -chdir="envs/$ENVIRONMENT" apply -input=false -parallelism=30 tfplan | sed -n '/Apply complete/p'
else
  echo "$ENVIRONMENT is up to date."
fi

scripts/diag.sh test "$ENVIRONMENT"
echo
terraform -chdir="envs/$ENVIRONMENT" output
