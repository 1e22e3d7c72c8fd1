# shellcheck shell=bash
# Signing in as a staff user. Sourced after outputs.sh, with outputs read.

# Prints the ID token of the user $1 with the password $2; nothing, and on standard error why not and what to do, if refused.
id_token() {
  # By environment: everybody on the machine can read a command line.
  PASSWORD=$2 ENVIRONMENT=$ENVIRONMENT node "$ROOT/scripts/lib/id-token.cjs" "$(required_output web_client_id)" "$1"
}
