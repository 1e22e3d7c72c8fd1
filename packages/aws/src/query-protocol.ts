import { AwsError } from './aws-error';
import type { Transport } from './transport';

const elementOf = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

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
    (status, xml) => {
      if (status !== 200) throw new AwsError(operation, status, elementOf(xml, 'Code'), elementOf(xml, 'Message'));
    },
  );
