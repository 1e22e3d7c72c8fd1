#!/usr/bin/env bash
# bootstrap.sh ENV: creates the bucket for Terraform's state of dev, prod or another folder of envs/, and connects
# envs/ENV to it.
#
# Each environment has a bucket of its own, encrypted, versioned and with locking. You can repeat this: if the bucket
# exists, for example on a machine that has not deployed ENV before, the script only connects to it.
#   LOCK=table   lock with a DynamoDB table, which Terraform before 1.10 needs (default: a lock file in the bucket)

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/terraform.sh"
help_wanted "$@"
ENVIRONMENT=${1:-}
check_environment "$ENVIRONMENT"
need terraform aws node

app=$(variable_of "$ENVIRONMENT" app)
region=$(variable_of "$ENVIRONMENT" region)
# Version 1 of the AWS CLI reads only AWS_DEFAULT_REGION.
export AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER=''
bucket="$app-$ENVIRONMENT-state-$(account_id)"
# An existing bucket stays in its region, even if the environment now has another.
if location=$(aws s3api get-bucket-location --bucket "$bucket" --query LocationConstraint --output text 2>/dev/null); then
  found=yes region=$location
  [ "$location" != None ] || region=us-east-1
  AWS_REGION=$region AWS_DEFAULT_REGION=$region
fi

lock_table=''
if [ "${LOCK:-file}" = table ]; then
  lock_table="$bucket-lock"
  lock_line="dynamodb_table = \"$lock_table\""
else
  terraform version -json | node -e '
    const [major, minor] = JSON.parse(require("node:fs").readFileSync(0, "utf8")).terraform_version.split(".").map(Number);
    process.exit(major > 1 || minor >= 10 ? 0 : 1);
  ' || die "This Terraform cannot lock with a file." "Use 1.10 or later, or: LOCK=table make bootstrap ENV=$ENVIRONMENT"
  lock_line='use_lockfile = true'
fi

if [ -z "${found:-}" ]; then
  echo "Creating the bucket $bucket in $region"
  if [ "$region" = us-east-1 ]; then
    aws s3api create-bucket --bucket "$bucket" >/dev/null
  else
    aws s3api create-bucket --bucket "$bucket" --create-bucket-configuration "LocationConstraint=$region" >/dev/null
  fi
fi

backend="envs/$ENVIRONMENT/$ENVIRONMENT.s3.tfbackend"
cat >"$backend" <<HCL
bucket  = "$bucket"
key     = "$app.tfstate"
region  = "$region"
encrypt = true
$lock_line
HCL

offer_plugin_folder
lock=true
[ -z "$lock_table" ] || aws dynamodb describe-table --table-name "$lock_table" >/dev/null 2>&1 || lock=false
# envs/state, which configures the bucket, keeps its own state in the bucket too, with a data folder for each environment.
state() {
  env "TF_DATA_DIR=.terraform/$ENVIRONMENT" "TF_VAR_app=$app" "TF_VAR_environment=$ENVIRONMENT" "TF_VAR_region=$region" \
    "TF_VAR_bucket_name=$bucket" ${lock_table:+"TF_VAR_lock_table_name=$lock_table"} terraform -chdir=envs/state "$@"
}
state init -input=false -reconfigure -lockfile=readonly -backend-config="$ROOT/$backend" -backend-config=key=state.tfstate >/dev/null
case $(state state list 2>/dev/null || true) in
*module.state.aws_s3_bucket.this*) ;;
*) state import -input=false -lock="$lock" module.state.aws_s3_bucket.this "$bucket" >/dev/null ;;
esac
state apply -input=false -auto-approve -lock="$lock" >/dev/null

terraform_init "$ENVIRONMENT"
echo "The state of $ENVIRONMENT is kept in $bucket ($region). Next: make deploy ENV=$ENVIRONMENT"
