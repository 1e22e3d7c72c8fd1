// Finds the deployment before the live one. Arguments: a file with the live versions, in lines of "function version", and a
// file with one JSON object {function: version} for each state that was kept, newest first. Prints "function from to" for
// each function that has to change. Exits with 1 if there is no earlier deployment.
const { readFileSync } = require('node:fs');
const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean);

const [liveFile, deploymentsFile] = process.argv.slice(2);
const live = Object.fromEntries(lines(liveFile).map((line) => line.split(' ')));
const functions = Object.keys(live);
const deployments = lines(deploymentsFile).map((line) => JSON.parse(line));
const isLive = (deployment) => functions.every((name) => deployment[name] === live[name]);

// After a rollback, the live deployment is not the newest. Continue from the live one.
const at = Math.max(deployments.findIndex(isLive), 0);
const target = deployments
  .slice(at)
  .find((deployment) => !isLive(deployment) && functions.some((name) => deployment[name] !== undefined));
if (!target) process.exit(1);
for (const name of functions) {
  const version = target[name];
  if (version !== undefined && version !== live[name]) console.log(name, live[name], version);
}
