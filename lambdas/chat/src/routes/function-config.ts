import { functionConfig } from '@frontdesk/core/tenant/function-config';
import { versionedRoutes } from '../versioned/routes';

/** `/func-config`: the tools that the assistant may use for the tenant. */
export const functionConfigRoutes = versionedRoutes({
  path: '/func-config',
  name: 'FunctionConfig',
  words: 'the function configuration',
  content: functionConfig,
  initial: functionConfig.parse({}),
  of: ({ prompts }) => prompts.functionConfig,
});
