#!/usr/bin/env bash
# plan.sh ENV: shows what a deployment would change in dev or prod. Changes nothing.

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/terraform.sh"
help_wanted "$@"
check_environment "${1:-}"
need terraform node

terraform_init "$1"
terraform_plan "$1"
