import type { DaysReference, FilterPolicy, IndexDeclaration, KeyAttribute } from '@frontdesk/core/declare';

export interface ManifestTable {
  readonly name: string;
  readonly description: string;
  readonly partition_key: KeyAttribute;
  readonly sort_key: KeyAttribute | null;
  readonly indexes: Readonly<
    Record<
      string,
      {
        readonly partition_key: KeyAttribute;
        readonly sort_key: KeyAttribute | null;
        readonly projection: IndexDeclaration['projection'];
      }
    >
  >;
  readonly ttl_attribute: string | null;
}

export interface ManifestQueue {
  readonly name: string;
  readonly description: string;
  /**
   * How long a message stays hidden while a function works on it: six times the consumer's timeout, plus the batching
   * window.
   */
  readonly visibility_seconds: number;
  /** The number of receives after which a message goes to `<name>-dead-letters`. */
  readonly max_receives: number;
  readonly subscriptions: readonly { readonly topic: string; readonly filter: FilterPolicy | null }[];
}

export interface ManifestTopic {
  readonly name: string;
  readonly description: string;
}

export interface ManifestBucket {
  readonly name: string;
  readonly description: string;
  /** A number, or a reference to one that each environment decides. Null: its objects never expire. */
  readonly expire_after_days: { readonly value: number } | { readonly ref: DaysReference } | null;
  readonly browser_uploads: boolean;
}

export interface ManifestSchedule {
  readonly name: string;
  readonly description: string;
  readonly expression: string;
}

export interface ManifestSecret {
  readonly name: string;
  readonly description: string;
}
