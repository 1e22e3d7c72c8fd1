import { functionConfig } from '@frontdesk/tenant';
import { versionedRoutes } from '../versioned/routes';

/** `/func-config`: the tools that the assistant may use for the tenant. */
export const functionConfigRoutes = versionedRoutes({
  path: '/func-config',
  name: 'FunctionConfig',
  words: 'the function configuration',
  content: functionConfig,
  example: {
    tools: ['find_faq', 'check_availability', 'create_reservation', 'hand_off'],
    webhooks: [
      {
        name: 'parcel_status',
        description: 'Where a parcel is, by its number.',
        url: 'https://parcels.example/status',
        parameters: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] },
        timeout_ms: 3_000,
      },
    ],
  },
  initial: { tools: [], webhooks: [] },
  of: ({ prompts }) => prompts.functionConfig,
});
