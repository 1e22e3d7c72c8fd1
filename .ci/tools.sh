# shellcheck shell=bash
# Installs what CI needs besides Node.js on a fresh machine. .ci/run sources it in the project's folder.

# Installs the Debian package $2, unless the program $1 exists.
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

# The AWS emulator, unless Python already has it.
if ! "${PYTHON:-python3}" -c 'import boto3, moto.server' 2>/dev/null; then
  python3 -c 'import ensurepip' 2>/dev/null || from_debian ensurepip python3-venv
  python3 -m venv .cache/python
  .cache/python/bin/pip install --quiet --requirement .ci/requirements.txt
  export PYTHON=$PWD/.cache/python/bin/python
fi

# Terraform must already be there, because Debian has no package for it.
for tool in node git make curl chromium aws terraform; do
  command -v "$tool" || {
    echo "CI needs $tool." >&2
    exit 1
  }
done
