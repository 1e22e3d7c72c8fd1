import type { Kernel } from '../invocation/kernel';
import type { ChangeVisibility } from './retry-later';

/** What a function needs that works on messages, objects or schedules. */
export interface BatchPlatform extends Kernel {
  /** `${app}-${env}`: what tells one queue's full name from another's. */
  readonly namePrefix: string;
  /** How a message is put off when its consumer throws `RetryLater`. */
  readonly changeVisibility: ChangeVisibility;
}
