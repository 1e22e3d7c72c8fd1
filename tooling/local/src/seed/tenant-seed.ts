import type { Group } from '@frontdesk/core/declare';
/** A demo tenant: what a business would have set up in its first hour. */
export interface TenantSeed {
  readonly tenant: string;
  readonly displayName: string;
  readonly language: string;
  readonly timeZone: string;
  readonly openingHours: Readonly<Record<string, readonly { readonly from: string; readonly to: string }[]>>;
  readonly systemPrompt: string;
  readonly staff: readonly { readonly email: string; readonly groups: readonly Group[] }[];
  readonly reservation: ReservationSeed;
  readonly toDo: { readonly name: string; readonly notes: string };
  readonly faq: readonly { readonly question: string; readonly answer: string; readonly tags: readonly string[] }[];
}

/** A reservation on the Wednesday after the first start, when both demo businesses are open. */
export interface ReservationSeed {
  readonly name: string;
  readonly resource: string;
  /** HH:MM in UTC. */
  readonly from: string;
  readonly to: string;
  readonly customer: { readonly name: string; readonly contact: string };
  readonly notes: string;
}

/** Every demo user's password. It only opens a laptop's own stack. */
export const DEMO_PASSWORD = 'Frontdesk-demo-1';
