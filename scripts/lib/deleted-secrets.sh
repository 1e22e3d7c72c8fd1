# shellcheck shell=bash
# A deleted secret keeps its name until its recovery window is over, and making another of that name fails. Sourced after
# terraform.sh.

# Takes back, value and all, what a plan would make anew and is only waiting to be deleted:
# restore_deleted_secrets ENV, with `terraform show -json` of the plan on standard input. Sets SECRETS_RESTORED to yes if there
# was any: the plan is out of date then.
restore_deleted_secrets() {
  local environment=$1 planned address name arn region
  region=$(variable_of "$environment" region)
  local -x AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER=''
  SECRETS_RESTORED=no
  planned=$(node -e '
    for (const { type, address, change } of JSON.parse(require("node:fs").readFileSync(0, "utf8")).resource_changes ?? [])
      if (type === "aws_secretsmanager_secret" && change.actions.join() === "create") console.log(address, change.after.name);
  ')
  # By a descriptor of its own: standard input is for whoever answers.
  while read -r address name <&3; do
    arn=$(aws secretsmanager describe-secret --secret-id "$name" --query 'DeletedDate && ARN' --output text 2>/dev/null) || continue
    case $arn in arn:*) ;; *) continue ;; esac
    confirm "The secret $name was deleted, and can still be had back with its value. Restore it?"
    aws secretsmanager restore-secret --secret-id "$name" >/dev/null
    # One that was deleted by hand is in the state still; one that went with its environment is not.
    terraform -chdir="envs/$environment" state list "$address" >/dev/null 2>&1 ||
      terraform -chdir="envs/$environment" import -input=false "$address" "$arn" >/dev/null
    echo "Restored the secret $name."
    SECRETS_RESTORED=yes
  done 3<<<"$planned"
}
