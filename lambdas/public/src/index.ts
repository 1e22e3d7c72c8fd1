import { present, readConfig } from '@frontdesk/core/config';
import { httpHandler } from '@frontdesk/core/http';
import { publicPolicy } from '@frontdesk/limits';
import { publicRuntime, visitorTokensRuntime } from '@frontdesk/runtime';
import { prompts } from '@frontdesk/tables';
import declaration from './function';

const seconds: typeof present = (value) => (/^[1-9]\d{0,4}$/.test(value) ? undefined : 'must be 1 to 99999');

const { base, platform, directory, limiter, ids } = publicRuntime(declaration.name, { prompts });
const environment = readConfig({ REALTIME_URL: present, VISITOR_TOKEN_SECONDS: seconds });

export const handler = httpHandler(declaration, platform, {
  clock: base.clock,
  ids,
  directory,
  limiter,
  policy: publicPolicy(base.environment),
  visitorTokens: visitorTokensRuntime(base, Number(environment.VISITOR_TOKEN_SECONDS)),
  realtimeUrl: environment.REALTIME_URL,
});
