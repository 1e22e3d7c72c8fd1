# shellcheck shell=bash
# A deleted secret keeps its name until its recovery window is over, and creating another one with that name fails. Source
# this after terraform.sh.

# Restores secrets, with their values, that a plan would create but that still wait for their deletion:
# restore_deleted_secrets ENV, with `terraform show -json` of the plan on standard input. Sets SECRETS_RESTORED to yes if it
# restored any. The plan is then out of date.
restore_deleted_secrets() {
  local environment=$1 planned address name arn region
  region=$(variable_of "$environment" region)
  local -x AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER=''
  SECRETS_RESTORED=no
  planned=$(node -e '
    for (const { type, address, change } of JSON.parse(require("node:fs").readFileSync(0, "utf8")).resource_changes ?? [])
      if (type === "aws_secretsmanager_secret" && change.actions.join() === "create") console.log(address, change.after.name);
  ')
  # The list uses its own file descriptor, because the answer to the question is read from standard input.
  while read -r address name <&3; do
    arn=$(aws secretsmanager describe-secret --secret-id "$name" --query 'DeletedDate && ARN' --output text 2>/dev/null) || continue
    case $arn in arn:*) ;; *) continue ;; esac
    confirm "The secret $name was deleted, but can still be restored with its value. Restore it?"
    aws secretsmanager restore-secret --secret-id "$name" >/dev/null
    # If the secret was deleted by hand, it is still in the state. If it was deleted with its environment, it is not.
    terraform -chdir="envs/$environment" state list "$address" >/dev/null 2>&1 ||
      terraform -chdir="envs/$environment" import -input=false "$address" "$arn" >/dev/null
    echo "Restored the secret $name."
    SECRETS_RESTORED=yes
  done 3<<<"$planned"
}
