# shellcheck shell=bash
# Published versions fill the account's code storage, and Lambda never deletes them. Source this after outputs.sh, with the
# outputs read.

# Deletes old versions, but keeps KEEP_VERSIONS before the live one. Versions that cannot be deleted are reported and skipped.
prune_versions() {
  local keep=${KEEP_VERSIONS:-20} work name version deleted=0
  work=$(mktemp -d)
  required_output function_names | node -e 'for (const name of Object.values(JSON.parse(require("node:fs").readFileSync(0, "utf8")))) console.log(name)' >"$work/functions"
  while read -r name; do
    # The CLI reads all pages of both lists.
    if ! { aws lambda list-versions-by-function --function-name "$name" --output json >"$work/versions" </dev/null &&
      aws lambda list-aliases --function-name "$name" --output json >"$work/aliases" </dev/null; }; then
      echo "The versions of $name could not be listed, so none was deleted." >&2
      continue
    fi
    node scripts/lib/old-versions.cjs "$keep" "$work/versions" "$work/aliases" >"$work/old"
    while read -r version; do
      # If an alias points to the version by now, AWS refuses to delete it.
      if aws lambda delete-function --function-name "$name" --qualifier "$version" </dev/null >/dev/null; then
        deleted=$((deleted + 1))
      else
        echo "Version $version of $name could not be deleted." >&2
      fi
    done <"$work/old"
  done <"$work/functions"
  rm -rf "$work"
  [ "$deleted" = 0 ] || echo "Deleted $deleted old versions of functions. $keep versions before the live one of each are kept."
}

# Checks KEEP_VERSIONS before anything is done.
check_keep_versions() {
  [[ ${KEEP_VERSIONS:-20} =~ ^[1-9][0-9]{0,3}$ ]] ||
    die "KEEP_VERSIONS is '$KEEP_VERSIONS'." "Give a whole number of 1 or more: how many versions before the live one to keep."
}
