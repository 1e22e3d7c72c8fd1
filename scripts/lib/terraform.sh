# shellcheck shell=bash
# Terraform with its state in S3. Sourced after common.sh.

# The region that an environment is deployed to: TF_VAR_region, its terraform.tfvars, or its default.
region_of() {
  local found=${TF_VAR_region:-}
  [ -n "$found" ] || found=$(sed -n '/^ *region *=/s/.*"\(.*\)".*/\1/p' "envs/$1/terraform.tfvars" 2>/dev/null || true)
  [ -n "$found" ] || found=$(sed -n '/^variable "region"/,/^}/s/^ *default *= *"\(.*\)".*/\1/p' "envs/$1/variables.tf")
  printf '%s\n' "$found"
}

account_id() {
  aws sts get-caller-identity --query Account --output text 2>/dev/null ||
    die "AWS does not know who you are." "Sign in first, for example with: aws configure sso"
}

# Terraform without a network finds its provider in a folder that holds registry.terraform.io/. Terraform's own folders it
# knows; for others it needs a CLI configuration, which is written unless there is one.
offer_plugin_folder() {
  [ ! -f "${TF_CLI_CONFIG_FILE:-$HOME/.terraformrc}" ] || return 0
  local folder file=envs/.plugins.tfrc
  for folder in "${TF_PLUGIN_DIR:-}" /opt/* /opt/*/*; do
    [ -n "$folder" ] && [ -d "$folder/registry.terraform.io/hashicorp/aws" ] || continue
    printf 'provider_installation {\n  filesystem_mirror {\n    path = "%s"\n  }\n}\n' "$folder" >"$file"
    export TF_CLI_CONFIG_FILE="$ROOT/$file"
    return 0
  done
  unset TF_CLI_CONFIG_FILE
}

# Prepares envs/$1 to plan and apply.
terraform_init() {
  [ -f "envs/$1/backend.hcl" ] || die "envs/$1 does not know where its state is." "Run: make bootstrap ENV=$1"
  offer_plugin_folder
  terraform -chdir="envs/$1" init -input=false -reconfigure -lockfile=readonly -backend-config=backend.hcl >/dev/null ||
    die "Terraform could not open the state of $1." "If its bucket is gone or you changed accounts, run: make bootstrap ENV=$1"
}

# Plans envs/$1 into its tfplan, with further arguments for Terraform. Terraform's own exit codes: 0 nothing to do, 2 changes.
terraform_plan() {
  local environment=$1 code=0
  shift
  terraform -chdir="envs/$environment" plan -input=false -detailed-exitcode -out=tfplan "$@" || code=$?
  [ "$code" = 0 ] || [ "$code" = 2 ] || exit 1
  PLAN_HAS_CHANGES=$([ "$code" = 2 ] && echo yes || echo no)
}
