import type { Sender } from '@frontdesk/aws';

export interface Deps {
  readonly send: Sender;
}
