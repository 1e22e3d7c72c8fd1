# shellcheck shell=bash
# Signing in as a staff user. Sourced after outputs.sh, with outputs read.

# Prints the ID token of the user $1 with the password $2; nothing, and Cognito's words on standard error, if refused.
id_token() {
  aws cognito-idp initiate-auth --auth-flow USER_PASSWORD_AUTH --client-id "$(required_output web_client_id)" \
    --auth-parameters "$(node -p 'JSON.stringify({ USERNAME: process.argv[1], PASSWORD: process.argv[2] })' "$1" "$2")" \
    --query AuthenticationResult.IdToken --output text
}
