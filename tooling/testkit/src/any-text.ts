import fc from 'fast-check';

const codePoint = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  // Everything in the basic plane: control characters, lone halves of surrogate pairs, noncharacters.
  { weight: 3, arbitrary: fc.nat({ max: 0xffff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x1_0000, max: 0x10_ffff }) },
);

/**
 * Any text that JavaScript can have. fast-check's own unit `binary` lists all of the million characters before it draws
 * the first one. That costs a second of CPU and 120 MB in every test file, as each loads fast-check anew.
 */
export const anyText = (maxLength = 10): fc.Arbitrary<string> =>
  fc.array(codePoint, { maxLength }).map((points) => String.fromCodePoint(...points));
