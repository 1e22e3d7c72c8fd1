#!/usr/bin/env bash
# destroy.sh ENV: takes dev or prod down and deletes all data of its tenants.
#
# Production is protected. First remove the protection by hand:
#   (cd envs/prod && terraform apply -var deletion_protection=false)
# The bucket with the state stays.
#   YES=1   do not ask

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/terraform.sh"
help_wanted "$@"
ENVIRONMENT=${1:-}
check_environment "$ENVIRONMENT"
need terraform node

terraform_init "$ENVIRONMENT"
# A deletion that stops half-way is worse than none, so we check first what AWS would refuse.
[ "$(terraform -chdir="envs/$ENVIRONMENT" output -json | node scripts/lib/flat-outputs.cjs | json deletion_protection)" != true ] ||
  die "$ENVIRONMENT is protected from deletion." "Remove the protection first: (cd envs/$ENVIRONMENT && terraform apply -var deletion_protection=false)"

confirm "Delete everything in $ENVIRONMENT, with all data?"
terraform -chdir="envs/$ENVIRONMENT" destroy -input=false -auto-approve -parallelism=30 | sed -n '/Destroy complete/p'
