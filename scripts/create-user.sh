#!/usr/bin/env bash
# create-user.sh ENV EMAIL TENANT [GROUP]: creates a staff user of a tenant. The user can sign in immediately.
#
# ENV is dev, prod or local; GROUP is agent (default) or admin. The tenant cannot be changed later. The password comes
# from PASSWORD; without it, one is generated and printed. The user should change it.

set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$ROOT/scripts/lib/outputs.sh"
help_wanted "$@"
ENVIRONMENT=${1:-} EMAIL=${2:-} TENANT=${3:-} GROUP=${4:-agent}
check_environment "$ENVIRONMENT" or-local
[[ $EMAIL =~ ^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$ ]] || die "'$EMAIL' is not an e-mail address." "Usage: create-user.sh ENV EMAIL TENANT [GROUP]"
[[ $TENANT =~ ^[a-z0-9][a-z0-9-]{1,62}$ ]] || die "'$TENANT' is not a tenant id." "It has 2 to 63 lower-case letters, digits and hyphens, and does not begin with a hyphen."
case $GROUP in admin | agent) ;; *) die "There is no group '$GROUP'." "The groups are admin and agent." ;; esac
need aws node

read_outputs "$ENVIRONMENT"
pool=$(required_output user_pool_id)
if [ -z "${PASSWORD:-}" ]; then
  # More than twelve characters, with every kind that the pool's policy requires.
  PASSWORD="Fd-$(node -p 'require("node:crypto").randomBytes(12).toString("base64url")')-1a"
  made=yes
fi

cognito() { aws cognito-idp "$@" --user-pool-id "$pool" --username "$EMAIL" >/dev/null; }
if ! problem=$(cognito admin-create-user --message-action SUPPRESS \
  --user-attributes "Name=email,Value=$EMAIL" Name=email_verified,Value=true "Name=custom:tenant_id,Value=$TENANT" 2>&1); then
  case $problem in
  *UsernameExistsException*) die "$EMAIL already exists." "Its tenant cannot be changed. Delete it first: aws cognito-idp admin-delete-user --user-pool-id $pool --username $EMAIL" ;;
  *) die "$EMAIL could not be created: $problem" ;;
  esac
fi
# The password goes through a private file, because everybody on the machine can read a command line.
input=$(mktemp)
trap 'rm -f "$input"' EXIT
PASSWORD=$PASSWORD node -p 'JSON.stringify({ Password: process.env.PASSWORD, Permanent: true })' >"$input"
cognito admin-set-user-password --cli-input-json "file://$input" ||
  die "The password was refused." "It needs 12 characters with upper and lower case and a digit. Set one with: aws cognito-idp admin-set-user-password --permanent --user-pool-id $pool --username $EMAIL --password …"
cognito admin-add-user-to-group --group-name "$GROUP"

echo "Created $EMAIL in $ENVIRONMENT: tenant $TENANT, group $GROUP."
[ -z "${made:-}" ] || echo "Password: $PASSWORD"
echo "To get a token: scripts/token.sh $EMAIL $ENVIRONMENT"
