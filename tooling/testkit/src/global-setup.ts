import { settleSeed } from './randomness';
import { startTemporaryStack, type TemporaryStack } from './temporary-stack';

/** The variable that tells the tests where the shared stack is. */
export const STACK_VARIABLE = 'FRONTDESK_TEST_STACK';

declare global {
  var frontdeskStack: TemporaryStack | undefined;
}

/** Jest's global set-up: one stack that all test files share, each with tenants of its own. */
export default async (): Promise<void> => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  settleSeed();
  const stack = await startTemporaryStack();
  globalThis.frontdeskStack = stack;
  process.env[STACK_VARIABLE] = JSON.stringify({ ...stack.outputs, data: stack.data });
};
