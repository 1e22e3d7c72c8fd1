import { AwsError, type Objects, type Presigner, type UploadForm } from '@frontdesk/aws';
import { Problem } from '@frontdesk/core/errors';
import type { Ids } from '@frontdesk/core/time';
import type { Attachment } from '@frontdesk/tables';
import { uploadsBucket } from '../declare';
import { type ContentType, FILE_TYPES, isWhatItSays, SNIFFED_BYTES } from './types';

/** How long an upload can be begun, and a file be read by the address that a frame holds. */
const UPLOAD_SECONDS = 15 * 60;
const DOWNLOAD_SECONDS = 60 * 60;

/** Where a file belongs: nobody can attach another thread's, because its key is made of the thread. */
export interface Place {
  readonly tenant: string;
  readonly threadId: string;
}

export interface NewUpload {
  readonly name: string;
  readonly contentType: ContentType;
  /** Bytes. */
  readonly size: number;
}

export interface StartedUpload extends UploadForm {
  readonly uploadId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** A file that a message names. */
export interface NamedUpload {
  readonly uploadId: string;
  readonly name: string;
}

/** The files of threads. */
export interface Uploads {
  /** A form with which a client uploads one file. @throws Problem `invalid_request` for one that is too large. */
  begin(place: Place, file: NewUpload, now: number): Promise<StartedUpload>;
  /**
   * Looks into files that a message wants to attach.
   * @throws Problem `invalid_request` for one that is not there, or is not what it was uploaded as: that one is removed.
   */
  attach(place: Place, named: readonly NamedUpload[]): Promise<Attachment[]>;
  /** An address from which anybody who has it can read a file for an hour. */
  address(place: Place, attachment: Attachment): Promise<string>;
}

const keyOf = ({ tenant, threadId }: Place, uploadId: string): string =>
  `tenant/${tenant}/threads/${threadId}/${uploadId}`;

/** Browsers save the file, and never show it as a page (RFC 6266, RFC 8187). */
const disposition = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`;

/** Whoever may not list a bucket is told 403 of an object that is not there, and nobody needs to list this one. */
const ifThere = async <T>(asked: Promise<T | undefined>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AwsError && error.name === 'AccessDenied') return undefined;
    throw error;
  }
};

const invalid = (location: string, message: string): Problem =>
  new Problem('invalid_request', {
    detail: 'Some fields are missing, wrong or unknown; errors lists them.',
    errors: [{ location, message }],
  });

export const createUploads = (
  objects: Pick<Objects, 'head' | 'getRange' | 'delete'>,
  presigner: Presigner,
  ids: Ids,
): Uploads => {
  const attachOne = async (place: Place, { uploadId, name }: NamedUpload, index: number): Promise<Attachment> => {
    const key = keyOf(place, uploadId);
    const where = `body.attachments.${index}`;
    const head = await ifThere(objects.head(uploadsBucket, key));
    if (!head) throw invalid(where, 'is not an upload of this thread');
    const first = await objects.getRange(uploadsBucket, key, 0, SNIFFED_BYTES - 1);
    if (!first || !isWhatItSays(head.contentType, first)) {
      await objects.delete(uploadsBucket, key);
      throw invalid(where, `does not hold what it was uploaded as, ${head.contentType}`);
    }
    return { upload_id: uploadId, name, content_type: head.contentType, size: head.size };
  };
  return {
    begin: async (place, { name, contentType, size }, now) => {
      const { maxBytes } = FILE_TYPES[contentType];
      if (size > maxBytes) throw invalid('body.size', `must be at most ${maxBytes} for ${contentType}`);
      const uploadId = ids.next(now);
      const form = await presigner.presignPost(uploadsBucket, keyOf(place, uploadId), {
        contentType,
        contentDisposition: disposition(name),
        maxBytes: size,
        expiresSeconds: UPLOAD_SECONDS,
      });
      return { ...form, uploadId, expiresAt: now + UPLOAD_SECONDS * 1_000 };
    },
    attach: (place, named) => Promise.all(named.map((each, index) => attachOne(place, each, index))),
    address: (place, { upload_id, name, content_type }) =>
      presigner.presignGet(uploadsBucket, keyOf(place, upload_id), {
        expiresSeconds: DOWNLOAD_SECONDS,
        contentDisposition: disposition(name),
        contentType: content_type,
      }),
  };
};
