// Finds the published versions of a function that are no longer needed. It keeps the versions that an alias points to (also
// with a weight), all later ones, and KEEP versions before the oldest of them. Without an alias it keeps everything.
// Arguments: KEEP, a file with the versions and one with the aliases, both as `aws lambda` lists them. Prints the versions to
// delete, oldest first.
const { readFileSync } = require('node:fs');

const oldVersions = (keep, { Versions }, { Aliases }) => {
  const published = Versions.map(({ Version }) => Version)
    .filter((version) => version !== '$LATEST')
    .map(Number)
    .sort((a, b) => a - b);
  const pointedTo = Aliases.flatMap(({ FunctionVersion, RoutingConfig }) => [
    FunctionVersion,
    ...Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}),
  ]).map((version) => published.indexOf(Number(version)));
  const oldestInUse = Math.min(...pointedTo.filter((at) => at >= 0));
  return Number.isFinite(oldestInUse) ? published.slice(0, Math.max(0, oldestInUse - keep)) : [];
};

module.exports = { oldVersions };

if (require.main === module) {
  const [keep, versionsFile, aliasesFile] = process.argv.slice(2);
  const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
  for (const version of oldVersions(Number(keep), read(versionsFile), read(aliasesFile))) console.log(version);
}
