import type { Rule } from '../rule';
import { EDGE_RULES } from './edge';
import { FUNCTION_RULES } from './functions';
import { PERMISSION_RULES } from './permissions';
import { STORAGE_RULES } from './storage';
import { TAG_RULES } from './tags';

export const RULES: readonly Rule[] = [
  ...STORAGE_RULES,
  ...FUNCTION_RULES,
  ...PERMISSION_RULES,
  ...EDGE_RULES,
  ...TAG_RULES,
];
