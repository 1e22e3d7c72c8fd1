import { createConverseStream } from '@frontdesk/aws';
import type { BedrockServer } from '@frontdesk/vendors/bedrock';
import { bedrockModel } from '../../src/models/bedrock';
import type { ChatModel } from '../../src/types';

export const GPT_OSS = 'openai.gpt-oss-120b-1:0';

/** A model of Bedrock that is asked as in a function, at the stand-in's address. */
export const bedrockAt = ({ url }: Pick<BedrockServer, 'url'>, model = GPT_OSS): ChatModel =>
  bedrockModel({
    model,
    converse: createConverseStream({
      region: 'us-west-2',
      endpoint: url,
      credentials: () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }),
    }),
  });
