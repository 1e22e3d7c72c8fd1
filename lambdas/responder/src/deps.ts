import type { Ids } from '@frontdesk/core/time';
import type { RespondDeps } from '@frontdesk/realtime';

export interface Deps extends RespondDeps {
  readonly ids: Ids;
}
