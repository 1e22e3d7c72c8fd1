import { isoTime, systemClock } from '@frontdesk/core/time';
import { faqId, type Tables } from '@frontdesk/tables';
import { tenantSettings } from '@frontdesk/tenant';
import { acmeDental } from './acme-dental';
import { demoTasks } from './demo-tasks';
import { sakuraSalon } from './sakura-salon';
import type { TenantSeed } from './tenant-seed';

/** The demo tenants: one English, one Japanese. */
export const DEMO_TENANTS: readonly TenantSeed[] = [acmeDental, sakuraSalon];

const seedTenant = async (tables: Tables, seed: TenantSeed): Promise<void> => {
  const { faq, prompts, tasks, commit } = tables.forTenant(seed.tenant);
  const now = isoTime(systemClock.now());
  const { reservation, toDo } = demoTasks(seed, systemClock.now());
  const settings = tenantSettings.parse({
    display_name: seed.displayName,
    languages: [seed.language],
    time_zone: seed.timeZone,
    opening_hours: seed.openingHours,
    public_chat: true,
  });
  await commit([
    prompts.putSettings(settings),
    ...prompts.systemPrompt.write({
      version: 1,
      content: { prompt: seed.systemPrompt },
      updated_at: now,
      updated_by: 'seed',
    }),
    ...seed.faq.map((content) =>
      faq.create({
        ...content,
        language: seed.language,
        faq_id: faqId(content.question),
        version: 1,
        created_at: now,
        updated_at: now,
      }),
    ),
    ...prompts.faqChanged(seed.faq.map(({ question }) => question)),
    ...(await tasks.change(undefined, reservation)),
    ...(await tasks.change(undefined, toDo)),
  ]);
};

/** Writes the demo tenants' data, each in one transaction: a stack killed half-way seeds the whole tenant again. */
export const seedTenants = async (tables: Tables): Promise<void> => {
  for (const seed of DEMO_TENANTS) {
    const { version } = await tables.forTenant(seed.tenant).prompts.faqState();
    if (version === 0) await seedTenant(tables, seed);
  }
};
