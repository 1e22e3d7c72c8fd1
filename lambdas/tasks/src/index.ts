import { httpHandler } from '@frontdesk/core/http';
import { tenantRuntime } from '@frontdesk/runtime';
import { prompts, tasks } from '@frontdesk/tables';
import declaration from './function';

const { base, platform, tables, ids } = tenantRuntime(declaration.name, { prompts, tasks });

export const handler = httpHandler(declaration, platform, { tables, clock: base.clock, ids });
