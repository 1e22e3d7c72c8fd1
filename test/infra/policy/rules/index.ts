import type { Rule } from '../rule';
import { BUCKET_RULES } from './buckets';
import { EDGE_RULES } from './edge';
import { EVENT_SOURCE_RULES } from './event-sources';
import { FUNCTION_RULES } from './functions';
import { PERMISSION_RULES } from './permissions';
import { STORAGE_RULES } from './storage';
import { TAG_RULES } from './tags';

export const RULES: readonly Rule[] = [
  ...STORAGE_RULES,
  ...BUCKET_RULES,
  ...FUNCTION_RULES,
  ...EVENT_SOURCE_RULES,
  ...PERMISSION_RULES,
  ...EDGE_RULES,
  ...TAG_RULES,
];
