import { invalidParameter } from './errors';

/** The numbered entries of a list or a map in a form, in order (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#serialization). */
export const entries = (form: URLSearchParams, prefix: string): string[] => {
  const numbers = new Set<number>();
  for (const key of form.keys()) {
    const [, number] = key.startsWith(`${prefix}.`) ? (/^(\d{1,4})\./.exec(key.slice(prefix.length + 1)) ?? []) : [];
    if (number) numbers.add(Number(number));
  }
  return [...numbers].sort((a, b) => a - b).map((number) => `${prefix}.${number}`);
};

export interface PublishInput {
  readonly message: string;
  readonly subject: string | undefined;
  readonly attributes: Readonly<Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>>;
}

const attributesIn = (form: URLSearchParams, prefix: string): PublishInput['attributes'] =>
  Object.fromEntries(
    entries(form, `${prefix}MessageAttributes.entry`).map((entry) => {
      const [StringValue, BinaryValue] = ['String', 'Binary'].map((kind) => form.get(`${entry}.Value.${kind}Value`));
      return [
        form.get(`${entry}.Name`) ?? '',
        {
          DataType: form.get(`${entry}.Value.DataType`) ?? '',
          ...(typeof StringValue === 'string' && { StringValue }),
          ...(typeof BinaryValue === 'string' && { BinaryValue }),
        },
      ];
    }),
  );

/** What to publish. `prefix` is the prefix of an entry in a batch, including its dot. @throws AwsError */
export const publishInput = (form: URLSearchParams, prefix = ''): PublishInput => {
  const message = form.get(`${prefix}Message`);
  if (!message) throw invalidParameter('Empty message');
  if (form.get(`${prefix}MessageStructure`)) {
    throw invalidParameter('MessageStructure: the local stack delivers every message as it is published');
  }
  return { message, subject: form.get(`${prefix}Subject`) ?? undefined, attributes: attributesIn(form, prefix) };
};

/** The entries of PublishBatch. */
export const batchInput = (form: URLSearchParams): { readonly id: string; readonly prefix: string }[] =>
  entries(form, 'PublishBatchRequestEntries.member').map((entry) => ({
    id: form.get(`${entry}.Id`) ?? '',
    prefix: `${entry}.`,
  }));
