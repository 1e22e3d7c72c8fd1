import { visibilityChanger } from '@frontdesk/aws';
import type { BatchPlatform } from '@frontdesk/core/batch';
import type { Base } from './base';

/** The platform of a function that works on messages, objects or schedules. */
export const batchPlatform = (base: Base): BatchPlatform => ({ ...base, changeVisibility: visibilityChanger() });
