import { STACK_VARIABLE } from './global-setup';
import { startTemporaryStack, type TemporaryStack, type TemporaryStackOptions } from './temporary-stack';

/**
 * Starts a stack for one test file, in place of the one that the files share. From then on, `api`, `staffOf` and the
 * others use it. The file must close it.
 */
export const startOwnStack = async (options: TemporaryStackOptions): Promise<TemporaryStack> => {
  const stack = await startTemporaryStack(options);
  process.env[STACK_VARIABLE] = JSON.stringify({ ...stack.outputs, data: stack.data });
  return stack;
};
