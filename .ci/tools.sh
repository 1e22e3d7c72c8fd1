# shellcheck shell=bash
# What CI needs beyond Node.js, brought to a fresh machine. Sourced by .ci/run, in the project's folder.

# Installs Debian's package $2, unless there is a program $1.
from_debian() {
  command -v "$1" >/dev/null && return
  [ -n "${updated:-}" ] || apt-get update -qq
  updated=1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}

from_debian git git
from_debian make make
from_debian curl curl
from_debian chromium chromium
from_debian aws awscli
from_debian python3 python3

# The emulator of AWS, where no Python has it yet.
if ! "${PYTHON:-python3}" -c 'import boto3, moto.server' 2>/dev/null; then
  python3 -c 'import ensurepip' 2>/dev/null || from_debian ensurepip python3-venv
  python3 -m venv .cache/python
  .cache/python/bin/pip install --quiet --requirement .ci/requirements.txt
  export PYTHON=$PWD/.cache/python/bin/python
fi

# Debian has no Terraform.
for tool in node git make curl chromium aws terraform; do
  command -v "$tool" || {
    echo "CI must have $tool." >&2
    exit 1
  }
done
