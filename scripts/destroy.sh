#!/usr/bin/env bash
# destroy.sh ENV: takes dev or prod down, with all that its tenants hold.
#
# Production is protected: first lift the protection by hand,
#   (cd envs/prod && terraform apply -var deletion_protection=false)
# The bucket with the state stays.
#   YES=1   does not ask

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/terraform.sh"
help_wanted "$@"
ENVIRONMENT=${1:-}
check_environment "$ENVIRONMENT"
need terraform node

terraform_init "$ENVIRONMENT"
# Half a deletion is worse than none: know what AWS would refuse before anything goes.
[ "$(terraform -chdir="envs/$ENVIRONMENT" output -json | node scripts/lib/flat-outputs.cjs | json deletion_protection)" != true ] ||
  die "$ENVIRONMENT is protected from deletion." "Lift the protection first: (cd envs/$ENVIRONMENT && terraform apply -var deletion_protection=false)"

confirm "Delete everything in $ENVIRONMENT, with all data?"
terraform -chdir="envs/$ENVIRONMENT" destroy -input=false -auto-approve -parallelism=30 | sed -n '/Destroy complete/p'
