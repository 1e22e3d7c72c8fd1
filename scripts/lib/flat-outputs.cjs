// Reads the outputs of a state on standard input, as `terraform output -json` prints them or as a state file holds them, and
// prints them as one flat object: the groups of terraform/stack/outputs.tf are for people.
// Nothing at all is what Terraform prints of a folder that is connected to no state.
const { stdinJson } = require('./stdin-json.cjs');

const outputs = stdinJson();
const values = Object.entries(outputs.outputs ?? outputs).map(([name, { value }]) => [name, value]);
// States from before there were groups are flat already, and are still rolled back to.
const flat = values.some(([name]) => name === 'api_url');
console.log(JSON.stringify(flat ? Object.fromEntries(values) : Object.assign({}, ...values.map(([, group]) => group))));
