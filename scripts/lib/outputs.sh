# shellcheck shell=bash
# Reads the outputs of a deployment, from Terraform or from the local stack, which has the same names. Source it after
# common.sh.

# Finds the folder of the local stack in the same way as `make dev`: FRONTDESK_DATA in the environment, then in .env, then the
# default. It reads .env with the same library as make dev. If that is not installed, there is no local stack.
local_data() {
  local folder=${FRONTDESK_DATA:-}
  [ -n "$folder" ] || [ ! -f .env ] || folder=$(node -p '
    const { parse } = require(require.resolve("dotenv", { paths: ["tooling/local"] }));
    parse(require("node:fs").readFileSync(".env")).FRONTDESK_DATA ?? "";
  ' 2>/dev/null) || true
  printf '%s\n' "${folder:-.frontdesk}"
}

# Reads the outputs of $1 into OUTPUTS, and points the AWS CLI to that environment.
read_outputs() {
  local environment=$1
  if [ "$environment" = local ]; then
    local file
    file="$(local_data)/outputs.json"
    [ -f "$file" ] || die "The local stack has never run here: there is no $file." "Start it with: make dev"
    OUTPUTS=$(cat "$file")
    AWS_ENDPOINT_URL=$(output aws_endpoint)
    # The local stack accepts any credentials. Never send it real ones.
    export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
    unset AWS_PROFILE AWS_SESSION_TOKEN
  else
    need terraform
    OUTPUTS=$(terraform -chdir="envs/$environment" output -json 2>/dev/null | node scripts/lib/flat-outputs.cjs) || OUTPUTS='{}'
    [ "$OUTPUTS" != '{}' ] ||
      die "The environment $environment has no outputs here." "Deploy it with: make deploy ENV=$environment (or, if it is deployed, make bootstrap ENV=$environment)"
    # A copied folder is still connected to the state of the original.
    local connected
    connected=$(required_output environment)
    [ "$connected" = "$environment" ] ||
      die "envs/$environment is connected to the state of $connected." "Run: make bootstrap ENV=$environment"
  fi
  AWS_REGION=$(output region)
  # Version 1 of the AWS CLI reads only AWS_DEFAULT_REGION.
  export OUTPUTS AWS_REGION AWS_DEFAULT_REGION=$AWS_REGION AWS_PAGER=''
}

# Prints one output. The arguments are the keys that lead to it.
output() {
  printf '%s' "$OUTPUTS" | json "$@"
}

# Prints one output, and ends with an error if it is missing.
required_output() {
  local value
  value=$(output "$@")
  [ -n "$value" ] || die "The environment has no output $1." "It may be from an older version. Deploy it again, or restart make dev."
  printf '%s\n' "$value"
}
