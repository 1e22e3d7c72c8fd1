// Reads outputs on standard input, from `terraform output -json` or a state file, and prints them as one flat object, without
// the groups of terraform/stack/outputs.tf. The input may be empty: Terraform prints nothing in a folder without a state.
const { stdinJson } = require('./stdin-json.cjs');

const outputs = stdinJson();
const values = Object.entries(outputs.outputs ?? outputs).map(([name, { value }]) => [name, value]);
// States from before the groups were introduced are already flat. A rollback may still read them.
const flat = values.some(([name]) => name === 'api_url');
console.log(JSON.stringify(flat ? Object.fromEntries(values) : Object.assign({}, ...values.map(([, group]) => group))));
