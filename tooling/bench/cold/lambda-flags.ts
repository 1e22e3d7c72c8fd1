/**
 * The options that Lambda's own start script gave Node.js, by a function's memory in MB: a tenth of it for the young
 * generation, as two halves, and the rest for the old one. They are known from copies of the scripts of older runtimes
 * that people have published; what nodejs22.x is started with, AWS does not say. They matter to a cold start even if the
 * sizes do not: with any of them, V8 refuses the compiled code that Node.js carries of its own modules.
 */
export const lambdaFlags = (memoryMb: number): readonly string[] => {
  const young = Math.floor(memoryMb / 10);
  return ['--expose-gc', `--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${memoryMb - young}`];
};
