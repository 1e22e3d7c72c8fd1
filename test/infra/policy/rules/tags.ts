import type { Rule } from '../rule';

export const TAG_RULES: readonly Rule[] = [
  {
    // A tag that is made from something unknown marks everything as changed, in every plan.
    name: 'tags are known when a change is planned',
    types: 'all',
    violation: ({ values }) =>
      'tags' in values && !('tags_all' in values) ? 'known only after it is applied' : undefined,
  },
];
