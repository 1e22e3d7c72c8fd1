import { AwsError } from '../transport/aws-error';
import type { Answer } from '../transport/transport';

const elementOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

/** The refusal of a service that answers in XML: the Query protocol's and S3's name the error in the same two elements. */
export const xmlRefusal = ({ body, metadata }: Answer): AwsError => {
  const xml = body.toString();
  return new AwsError(elementOf(xml, 'Code') ?? 'Unknown', elementOf(xml, 'Message') ?? 'UnknownError', metadata);
};
