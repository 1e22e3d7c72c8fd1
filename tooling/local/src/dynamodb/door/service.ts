import type { Account } from '../../endpoint/account';
import { missingToken } from '../../endpoint/aws-error';
import { jsonRefusal, parseJson } from '../../endpoint/protocols/json';
import { readBytes } from '../../endpoint/request-head';
import type { Service } from '../../endpoint/service';
import { refusal } from './authorize';
import { createForwarder } from './forward';

const DEADLINE_MS = 10_000;
const TARGET = 'DynamoDB_20120810';

export interface DynamoDbOptions {
  readonly account: Account;
  /** The engine behind the door. */
  readonly endpoint: string;
  /** How long the engine may take over one request; ten seconds if left out. */
  readonly deadlineMs?: number;
}

export interface DynamoDbService extends Service {
  /** Ends the connections to the engine. */
  close(): void;
}

/**
 * The door to DynamoDB. An administrator's requests pass through unchanged. A function's requests are first checked
 * against its grants, and what is then sent on is what was checked, serialized again: so nobody can exploit two JSON
 * parsers that disagree, for example on a member that occurs twice. The answer is the engine's in both cases.
 */
export const createDynamoDb = ({ account, endpoint, deadlineMs = DEADLINE_MS }: DynamoDbOptions): DynamoDbService => {
  const engine = createForwarder(endpoint, deadlineMs);
  return {
    name: 'dynamodb',
    recognise: ({ target }) => (target?.service === TARGET ? target.operation : undefined),
    refuse: (error) => jsonRefusal('1.0', error),
    close: engine.close,
    handle: async ({ operation, caller, request, text }) => {
      if (caller.kind === 'anonymous') throw missingToken();
      if (caller.kind === 'administrator') return engine.forward(request, await readBytes(request));
      const input = parseJson(await text());
      const refused = refusal(account, caller, operation, input);
      if (refused) throw refused;
      return engine.forward(request, JSON.stringify(input));
    },
  };
};
