// Summarises a plan in a few lines, from `terraform show -json` on standard input. It lists what is deleted or replaced,
// because that is where data can be lost.
const { stdinJson } = require('./stdin-json.cjs');

const plan = stdinJson();
const changes = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed');
const kindOf = ({ change: { actions } }) => {
  if (actions.length > 1) return 'replace';
  return { create: 'add', update: 'change', delete: 'delete' }[actions[0]];
};

const byKind = { add: [], change: [], replace: [], delete: [] };
for (const change of changes) byKind[kindOf(change)]?.push(change.address);
console.log(
  Object.entries(byKind)
    .map(([kind, { length }]) => `${length} to ${kind}`)
    .join(', '),
);
for (const kind of ['replace', 'delete']) for (const address of byKind[kind]) console.log(`  ${kind}: ${address}`);
