# shellcheck shell=bash
# Functions that all scripts share. Source it after `set -euo pipefail`.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# The folder that the caller is in. Relative paths in the arguments start there.
CALLER_DIR=$PWD
cd "$ROOT"

# Prints what is wrong and, in a second argument, what to do next, and ends.
die() {
  printf '%s\n' "$1" >&2
  [ $# -lt 2 ] || printf '%s\n' "$2" >&2
  exit 1
}

# Prints the script's help text, which is the comment at its top.
usage() {
  (cd "$CALLER_DIR" && sed -n '2,/^$/s/^# \{0,1\}//p' "$0")
}

# Prints the help text and ends if one of the arguments is --help.
help_wanted() {
  local argument
  for argument in "$@"; do
    case $argument in -h | --help)
      usage
      exit 0
      ;;
    esac
  done
}

need() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null 2>&1 && continue
    case $program in
    aws) die "The AWS CLI is missing." "Install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html" ;;
    terraform) die "Terraform is missing." "Install 1.5 or later: https://developer.hashicorp.com/terraform/install" ;;
    *) die "$program is missing." "Install $program and try again." ;;
    esac
  done
}

# Lists the environments: the folders of envs/ that can be deployed.
environments() {
  local file
  for file in envs/*/main.tf; do
    [ "$file" = envs/state/main.tf ] || basename "$(dirname "$file")"
  done
}

# Checks the name of an environment. `local` is accepted only with a second argument.
check_environment() {
  local known
  known=$(environments | tr '\n' ' ')${2:+local}
  case " $known " in *" ${1:-nothing} "*) return 0 ;; esac
  usage >&2
  die "" "There is no environment '${1:-}'. The environments are: $known"
}

# Prints a value of the JSON document on standard input. The arguments are the keys that lead to it. Prints nothing if there
# is no such value. Objects are printed as JSON.
json() {
  node -e '
    const keys = process.argv.slice(1);
    const found = keys.reduce((at, key) => at?.[key], require("./scripts/lib/stdin-json.cjs").stdinJson());
    if (found !== undefined && found !== null) console.log(typeof found === "object" ? JSON.stringify(found) : String(found));
  ' "$@"
}

# Prints the members of the JSON object on standard input, one per line: the name, a space, the value.
json_entries() {
  node -e 'for (const pair of Object.entries(require("./scripts/lib/stdin-json.cjs").stdinJson())) console.log(...pair)'
}

# Asks a yes-or-no question. YES=1 answers yes.
confirm() {
  [ "${YES:-}" = 1 ] && return 0
  [ -t 0 ] || die "Nobody can answer: $1" "Set YES=1 to go on without a question."
  local answer
  read -r -p "$1 [y/N] " answer
  case $answer in y | Y | yes) ;; *) die "Nothing was changed." ;; esac
}
