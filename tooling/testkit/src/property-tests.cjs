const { readFileSync } = require('node:fs');

/** Jest's `--filter` for `make explore`: only the files whose tests draw something at random. */
module.exports = async (paths) => ({
  filtered: paths.filter((path) => /\b(assertProperty|runs|seed)\(/.test(readFileSync(path, 'utf8'))),
});
