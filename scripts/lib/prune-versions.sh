# shellcheck shell=bash
# Published versions fill the account's code storage, and Lambda deletes none by itself. Sourced after outputs.sh, with outputs
# read.

# Deletes the versions that are too old to go back to: KEEP_VERSIONS before the live one stay. What cannot be deleted is told,
# and stops nothing.
prune_versions() {
  local keep=${KEEP_VERSIONS:-20} work name version deleted=0
  work=$(mktemp -d)
  required_output function_names | node -e 'for (const name of Object.values(JSON.parse(require("node:fs").readFileSync(0, "utf8")))) console.log(name)' >"$work/functions"
  while read -r name; do
    # The CLI follows the pages of both lists to their end.
    if ! { aws lambda list-versions-by-function --function-name "$name" --output json >"$work/versions" </dev/null &&
      aws lambda list-aliases --function-name "$name" --output json >"$work/aliases" </dev/null; }; then
      echo "The versions of $name could not be listed; none was deleted." >&2
      continue
    fi
    node scripts/lib/old-versions.cjs "$keep" "$work/versions" "$work/aliases" >"$work/old"
    while read -r version; do
      # AWS too refuses a version that an alias points to by now.
      if aws lambda delete-function --function-name "$name" --qualifier "$version" </dev/null >/dev/null; then
        deleted=$((deleted + 1))
      else
        echo "Version $version of $name could not be deleted." >&2
      fi
    done <"$work/old"
  done <"$work/functions"
  rm -rf "$work"
  [ "$deleted" = 0 ] || echo "Deleted $deleted old versions of functions; $keep before the live one of each stay."
}

# Checks KEEP_VERSIONS before anything is done.
check_keep_versions() {
  [[ ${KEEP_VERSIONS:-20} =~ ^[1-9][0-9]{0,3}$ ]] ||
    die "KEEP_VERSIONS is '$KEEP_VERSIONS'." "Give a whole number of 1 or more: so many versions before the live one can be gone back to."
}
