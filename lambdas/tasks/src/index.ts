import { httpHandler } from '@frontdesk/core/http';
import { tenantRuntime } from '@frontdesk/runtime/tenant-runtime';
import declaration from './function';

const { base, platform, tables, ids } = tenantRuntime(declaration.name);

export const handler = httpHandler(declaration, platform, { tables, clock: base.clock, ids });
