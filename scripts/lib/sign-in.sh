# shellcheck shell=bash
# Signs in as a staff user. Source it after outputs.sh, with the outputs read.

# Prints the ID token of the user $1 with the password $2. If that fails, prints on standard error why, and what to do.
id_token() {
  # The password goes through the environment, because everybody on the machine can read a command line.
  PASSWORD=$2 ENVIRONMENT=$ENVIRONMENT node "$ROOT/scripts/lib/id-token.cjs" "$(required_output web_client_id)" "$1"
}
