# shellcheck shell=bash
# Runs Terraform with its state in S3. Source it after common.sh.

# Prints the value of a string variable, with Terraform's precedence: variable_of ENV NAME. A *.auto.tfvars file overrides
# terraform.tfvars, which overrides TF_VAR_<name>, which overrides the default.
variable_of() {
  local variable=TF_VAR_$2 found file given
  found=${!variable:-}
  [ -n "$found" ] || found=$(sed -n "/^variable \"$2\"/,/^}/s/^ *default *= *\"\(.*\)\".*/\1/p" "envs/$1/variables.tf")
  for file in "envs/$1/terraform.tfvars" "envs/$1"/*.auto.tfvars; do
    [ -f "$file" ] || continue
    given=$(sed -n "s/^ *$2 *= *\"\(.*\)\".*/\1/p" "$file")
    found=${given:-$found}
  done
  printf '%s\n' "$found"
}

# Prints a setting of the file that connects an environment to its state: backend_of ENV bucket|key|region.
backend_of() {
  sed -n "s/^$2 *= *\"\(.*\)\"/\1/p" "envs/$1/$1.s3.tfbackend"
}

account_id() {
  aws sts get-caller-identity --query Account --output text 2>/dev/null ||
    die "AWS does not know who you are." "Sign in first, for example with: aws configure sso"
}

# Without a network, Terraform can take its provider from a folder that contains registry.terraform.io/. It knows its own
# folders. For others it needs a CLI configuration, which this writes unless there is one.
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

# Prepares envs/$1 to plan and apply: opens its state, and checks that the state belongs to it.
terraform_init() {
  local backend=$1.s3.tfbackend bucket
  [ -f "envs/$1/$backend" ] || die "envs/$1 is not connected to a state: there is no envs/$1/$backend." "Run: make bootstrap ENV=$1"
  bucket=$(backend_of "$1" bucket)
  case $bucket in
  "$(variable_of "$1" app)-$1-state-"*) ;;
  *) die "envs/$1/$backend names $bucket, which belongs to another environment." "Delete that file, then run: make bootstrap ENV=$1" ;;
  esac
  offer_plugin_folder
  rm -f "envs/$1/tfplan" # older releases left a plan here, with the service clients' secrets in it
  terraform -chdir="envs/$1" init -input=false -reconfigure -lockfile=readonly -backend-config="$backend" >/dev/null ||
    die "Terraform could not open the state of $1." "If its bucket is gone or you changed accounts, run: make bootstrap ENV=$1"
  check_target "$1"
}

# Refuses a state whose resources belong to another environment or region. Terraform does this itself if the state contains
# its target (terraform/stack/target.tf), but the states of older deployments contain only outputs.
check_target() {
  local outputs deployed planned
  outputs=$(terraform -chdir="envs/$1" output -json | node scripts/lib/flat-outputs.cjs)
  deployed="$(printf '%s' "$outputs" | json name_prefix) in $(printf '%s' "$outputs" | json region)"
  planned="$(variable_of "$1" app)-$1 in $(variable_of "$1" region)"
  [ "$deployed" = ' in ' ] || [ "$deployed" = "$planned" ] ||
    die "The state of envs/$1 belongs to $deployed, not to $planned." \
      "A deployment cannot be renamed or moved: change the app's name and the region back. For another region, make another environment: see 'Another environment' in docs/operations.md."
}

# Plans envs/$1 into the file $2. A plan contains the service clients' secrets, so the file must be in a private folder that
# is deleted when the script ends.
terraform_plan() {
  local code=0
  (umask 077 && terraform -chdir="envs/$1" plan -input=false -detailed-exitcode -out="$2") || code=$?
  # Terraform's exit codes: 0 means nothing to do, 2 means changes.
  [ "$code" = 0 ] || [ "$code" = 2 ] || exit 1
  PLAN_HAS_CHANGES=$([ "$code" = 2 ] && echo yes || echo no)
}
