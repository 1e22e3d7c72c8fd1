// Lists what a plan would delete or replace although AWS protects it from deletion, from `terraform show -json` on standard
// input. Such a plan fails half-way: Terraform first deletes what depends on it, and then AWS refuses.
const plan = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));

const isProtected = ({ deletion_protection: pool, deletion_protection_enabled: table }) =>
  pool === 'ACTIVE' || table === true;
for (const { address, change } of plan.resource_changes ?? [])
  if (change.actions.includes('delete') && isProtected(change.before)) console.log(address);
