import type { Bench } from '../bench';
import { bookingGrowth } from './booking-growth';
import { faqGrowth } from './faq-growth';
import { withField } from './field';
import { type Growth, growthTable } from './growth-table';
import { importGrowth } from './import-growth';
import { sessionGrowth } from './session-growth';
import { tenantGrowth } from './tenant-growth';

const KINDS = [faqGrowth, importGrowth, sessionGrowth, bookingGrowth, tenantGrowth];

/**
 * What requests cost when a business grows: time, and what they use of DynamoDB, counted where they meet it. Everything
 * comes through the bundles, the door with its grants and the real engine, so whatever is added to a path is counted.
 */
export const growth = (bench: Bench): Promise<string> =>
  withField(bench, async (field) => {
    const grown: Growth[] = [];
    for (const kind of KINDS) grown.push(...(await kind(field)));
    return grown.map(growthTable).join('\n\n');
  });
