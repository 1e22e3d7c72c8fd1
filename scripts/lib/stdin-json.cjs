/**
 * Reads the JSON document on standard input; `{}` if the input is empty. If it is not JSON, the program ends with a one-line
 * message, because a stack trace does not help whoever runs a script.
 */
exports.stdinJson = () => {
  const text = require('node:fs').readFileSync(0, 'utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    console.error(`This is not JSON: ${text.trim().slice(0, 100)}`);
    process.exit(1);
  }
};
