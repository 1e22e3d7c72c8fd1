const MIB = 1024 * 1024;

/** A type of file that may be attached. */
interface FileType {
  /** Bytes. */
  readonly maxBytes: number;
  /** Whether a file's first bytes are those of the type. */
  begins(bytes: Buffer): boolean;
}

const at = (offset: number, ...signature: (string | number)[]) => {
  const wanted = Buffer.concat(signature.map((part) => Buffer.from(typeof part === 'string' ? part : [part])));
  return (bytes: Buffer): boolean => bytes.subarray(offset, offset + wanted.length).equals(wanted);
};

/** Markup, which a browser might run as a page if it were ever served as one, after blanks and a byte order mark. */
const MARKUP = /^[\uFEFF\s]*<(?:[!?a-z])/i;

const isPlainText = (bytes: Buffer): boolean => !bytes.includes(0) && !MARKUP.test(bytes.toString('utf8'));

/** MPEG audio begins with a tag, or with a frame's eleven set bits. */
const isMpeg = (bytes: Buffer): boolean =>
  at(0, 'ID3')(bytes) || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0);

const isRiff =
  (kind: string) =>
  (bytes: Buffer): boolean =>
    at(0, 'RIFF')(bytes) && at(8, kind)(bytes);

const IMAGE = 10 * MIB;
const MEDIA = 25 * MIB;

/**
 * What may be attached, and how each type is recognized (https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern and
 * after). Whatever a browser runs or resolves, such as SVG, HTML and XML, is missing on purpose.
 */
export const FILE_TYPES = {
  'image/png': { maxBytes: IMAGE, begins: at(0, 0x89, 'PNG\r\n', 0x1a, '\n') },
  'image/jpeg': { maxBytes: IMAGE, begins: at(0, 0xff, 0xd8, 0xff) },
  'image/gif': { maxBytes: IMAGE, begins: (bytes) => at(0, 'GIF87a')(bytes) || at(0, 'GIF89a')(bytes) },
  'image/webp': { maxBytes: IMAGE, begins: isRiff('WEBP') },
  'application/pdf': { maxBytes: MEDIA, begins: at(0, '%PDF-') },
  'text/plain': { maxBytes: 1 * MIB, begins: isPlainText },
  'text/csv': { maxBytes: 4 * MIB, begins: isPlainText },
  'audio/mpeg': { maxBytes: MEDIA, begins: isMpeg },
  'audio/wav': { maxBytes: MEDIA, begins: isRiff('WAVE') },
  'audio/ogg': { maxBytes: MEDIA, begins: at(0, 'OggS') },
  'audio/mp4': { maxBytes: MEDIA, begins: at(4, 'ftyp') },
  'video/mp4': { maxBytes: MEDIA, begins: at(4, 'ftyp') },
} as const satisfies Readonly<Record<string, FileType>>;

export type ContentType = keyof typeof FILE_TYPES;

export const CONTENT_TYPES = Object.keys(FILE_TYPES) as ContentType[];

/** Bytes of a file that are looked at. */
export const SNIFFED_BYTES = 1_024;

/** Whether a file is what it was uploaded as. */
export const isWhatItSays = (contentType: string, first: Buffer): boolean => {
  const known: FileType | undefined = FILE_TYPES[contentType as ContentType];
  return known?.begins(first) ?? false;
};
