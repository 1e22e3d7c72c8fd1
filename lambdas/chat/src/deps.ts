import type { ConversationDeps } from '@frontdesk/conversation';
import { routeOf } from '@frontdesk/core/declare';
import type { TenantSettings } from '@frontdesk/tenant';

export type Deps = ConversationDeps;

export const route = routeOf<Deps, TenantSettings>();
