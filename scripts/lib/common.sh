# shellcheck shell=bash
# What every script shares. Sourced, after `set -euo pipefail`.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Where the caller stands: what relative paths in the arguments start from.
CALLER_DIR=$PWD
cd "$ROOT"

# Says what is wrong and, in a second argument, what to do next.
die() {
  printf '%s\n' "$1" >&2
  [ $# -lt 2 ] || printf '%s\n' "$2" >&2
  exit 1
}

# The script's text for people: the comment at its top.
usage() {
  (cd "$CALLER_DIR" && sed -n '2,/^$/s/^# \{0,1\}//p' "$0")
}

# Prints the usage and ends, if --help is among the arguments.
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

# The environments there are: the folders of envs/ that can be deployed by themselves.
environments() {
  local file
  for file in envs/*/main.tf; do
    [ "$file" = envs/state/main.tf ] || basename "$(dirname "$file")"
  done
}

# Checks the name of an environment; `local` counts where a second argument says so.
check_environment() {
  local known
  known=$(environments | tr '\n' ' ')${2:+local}
  case " $known " in *" ${1:-nothing} "*) return 0 ;; esac
  usage >&2
  die "" "There is no environment '${1:-}'. There are: $known"
}

# A value of a JSON document on standard input, by the keys that lead to it; nothing if it is not there. Objects are printed
# as JSON.
json() {
  node -e '
    const keys = process.argv.slice(1);
    const found = keys.reduce((at, key) => at?.[key], require("./scripts/lib/stdin-json.cjs").stdinJson());
    if (found !== undefined && found !== null) console.log(typeof found === "object" ? JSON.stringify(found) : String(found));
  ' "$@"
}

# The members of a JSON object on standard input, one a line: the name, a space, the value.
json_entries() {
  node -e 'for (const pair of Object.entries(require("./scripts/lib/stdin-json.cjs").stdinJson())) console.log(...pair)'
}

# Asks a question, unless YES=1 answers it.
confirm() {
  [ "${YES:-}" = 1 ] && return 0
  [ -t 0 ] || die "Nobody is there to answer: $1" "Set YES=1 to go on without being asked."
  local answer
  read -r -p "$1 [y/N] " answer
  case $answer in y | Y | yes) ;; *) die "Nothing was changed." ;; esac
}
