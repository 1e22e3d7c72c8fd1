#!/usr/bin/env bash
# plan.sh ENV: shows what a deployment would change in dev or prod. Changes nothing.

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/terraform.sh"
help_wanted "$@"
check_environment "${1:-}"
need terraform node

terraform_init "$1"
# The plan is not written to a file, because it contains the service clients' secrets.
terraform -chdir="envs/$1" plan -input=false
