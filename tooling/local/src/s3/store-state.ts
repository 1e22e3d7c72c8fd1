import type { StoredFile } from './object-files';

/** Headers that are sent with an object: its content type, its own metadata, … */
type StoredHeaders = Readonly<Record<string, string>>;

/** One object: what is kept beside its bytes. A new version gets a new file, so that a reader of the old one can finish. */
export interface StoredObject extends StoredFile {
  readonly key: string;
  /** Of an object that was uploaded in parts: how many. `md5` is then that of the parts' MD5s. */
  readonly parts?: number;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  readonly headers: StoredHeaders;
}

export interface StoredPart extends StoredFile {
  readonly number: number;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}

/** An upload in parts that has neither been completed nor aborted. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: StoredHeaders;
}

export type StoreChange =
  | { readonly bucket: string; readonly put: StoredObject }
  | { readonly bucket: string; readonly removed: string }
  | { readonly begun: Upload }
  | { readonly upload: string; readonly part: StoredPart }
  | { readonly ended: string };

/** As S3 writes it, without its quotation marks. */
export const etagOf = ({ md5, parts }: Pick<StoredObject, 'md5' | 'parts'>): string =>
  parts === undefined ? md5 : `${md5}-${parts}`;

/** Which file belongs to which object, and to which part of an upload. */
export class StoreState {
  readonly #buckets = new Map<string, Map<string, StoredObject>>();
  readonly #uploads = new Map<string, { readonly upload: Upload; readonly parts: Map<number, StoredPart> }>();

  apply(change: StoreChange): void {
    if ('put' in change) this.#bucket(change.bucket).set(change.put.key, change.put);
    else if ('removed' in change) this.#bucket(change.bucket).delete(change.removed);
    else if ('begun' in change) this.#uploads.set(change.begun.id, { upload: change.begun, parts: new Map() });
    else if ('part' in change) this.#uploads.get(change.upload)?.parts.set(change.part.number, change.part);
    else this.#uploads.delete(change.ended);
  }

  *snapshot(): Iterable<StoreChange> {
    for (const [bucket, held] of this.#buckets) for (const put of held.values()) yield { bucket, put };
    for (const { upload, parts } of this.#uploads.values()) {
      yield { begun: upload };
      for (const part of parts.values()) yield { upload: upload.id, part };
    }
  }

  files(): ReadonlySet<string> {
    const objects = [...this.#buckets.values()].flatMap((held) => [...held.values()]);
    const parts = [...this.#uploads.values()].flatMap((begun) => [...begun.parts.values()]);
    return new Set([...objects, ...parts].map(({ file }) => file));
  }

  find(bucket: string, key: string): StoredObject | undefined {
    return this.#buckets.get(bucket)?.get(key);
  }

  list(bucket: string): StoredObject[] {
    return [...(this.#buckets.get(bucket)?.values() ?? [])];
  }

  upload(id: string): Upload | undefined {
    return this.#uploads.get(id)?.upload;
  }

  /** In the order of their numbers. */
  parts(id: string): StoredPart[] {
    return [...(this.#uploads.get(id)?.parts.values() ?? [])].sort((a, b) => a.number - b.number);
  }

  #bucket(name: string): Map<string, StoredObject> {
    const bucket = this.#buckets.get(name) ?? new Map<string, StoredObject>();
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
