import { AwsError } from '../transport/aws-error';
import type { Transport } from '../transport/transport';

const elementOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

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
    ({ body, metadata }) => {
      if (metadata.httpStatusCode === 200) return;
      const xml = body.toString();
      throw new AwsError(elementOf(xml, 'Code') ?? 'Unknown', elementOf(xml, 'Message') ?? 'UnknownError', metadata);
    },
  );
