import { AwsError } from '../../endpoint/aws-error';
import { ByteReader, textOf } from '../byte-reader';

/** What may come before a form's file, in bytes. */
const MAX_FIELD_BYTES = 20_480;

const malformed = (): AwsError =>
  new AwsError('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
const fieldsTooLong = (): AwsError =>
  new AwsError('MaxPostPreDataLengthExceeded', 'Your POST request fields preceding the upload file were too large.');

/** One part of a `multipart/form-data` body (RFC 7578). */
export interface FormPart {
  readonly name: string;
  /** Of a file only. */
  readonly filename: string | undefined;
  /** Its bytes as they come; what is not read is skipped when the next part is asked for. */
  readonly bytes: AsyncIterable<Buffer>;
}

/** The boundary that a content type names. @throws AwsError `MalformedPOSTRequest` */
const boundaryOf = (contentType: string): string => {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw malformed();
  return boundary;
};

/** A parameter of `content-disposition`, as browsers write it: with `"` and line ends percent-encoded. */
const parameterOf = (header: string, name: string): string | undefined =>
  new RegExp(`;\\s*${name}="([^"]*)"`, 'i')
    .exec(header)?.[1]
    ?.replace(/%22|%0D|%0A/gi, (encoded) => decodeURIComponent(encoded));

const skip = async (bytes: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of bytes);
};

/**
 * The parts of a form, in order. They are read as they come, whatever the size of a file.
 * @throws AwsError `MalformedPOSTRequest`
 */
export async function* formParts(body: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<FormPart> {
  const delimiter = `\r\n--${boundaryOf(contentType)}`;
  // The first boundary has no line before it.
  const reader = new ByteReader(body, malformed, '\r\n');
  await skip(reader.until(delimiter));
  for (;;) {
    const after = await textOf(reader.take(2));
    if (after === '--') return;
    if (after !== '\r\n') throw malformed();
    const head = await textOf(reader.until('\r\n\r\n'), MAX_FIELD_BYTES, malformed);
    const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
    const name = parameterOf(disposition, 'name');
    if (name === undefined) throw malformed();
    const bytes = reader.until(delimiter);
    yield { name, filename: parameterOf(disposition, 'filename'), bytes };
    await skip(bytes);
  }
}

/** A form up to its file. */
export interface Form {
  /** By lower-case name. What comes after the file is no field for S3. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: FormPart | undefined;
}

/** Reads the fields that come before the file. @throws AwsError also `MaxPostPreDataLengthExceeded` */
export const readForm = async (parts: AsyncIterator<FormPart>): Promise<Form> => {
  const fields = new Map<string, string>();
  let room = MAX_FIELD_BYTES;
  for (;;) {
    const { done, value: part } = await parts.next();
    if (done) return { fields, file: undefined };
    const name = part.name.toLowerCase();
    if (name === 'file') return { fields, file: part };
    const value = await textOf(part.bytes, room, fieldsTooLong);
    room -= Buffer.byteLength(value);
    fields.set(name, value);
  }
};
