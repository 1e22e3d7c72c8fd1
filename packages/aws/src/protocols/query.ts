import type { Transport } from '../transport/transport';
import { xmlRefusal } from './xml-refusal';

/**
 * A call in AWS's Query protocol whose answer is ignored
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
 * @throws AwsError if the service refuses.
 */
export const callQuery = (
  { send }: Pick<Transport, 'send'>,
  version: string,
  operation: string,
  input: Readonly<Record<string, string>>,
): Promise<void> =>
  send(
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ Action: operation, Version: version, ...input }).toString(),
    },
    (answer) => {
      if (answer.metadata.httpStatusCode !== 200) throw xmlRefusal(answer);
    },
  );
