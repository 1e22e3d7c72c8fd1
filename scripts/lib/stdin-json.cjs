/**
 * The JSON document on standard input; `{}` where there is nothing. What is no JSON ends the program in one line: whoever
 * runs a script has no use for a stack trace.
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
