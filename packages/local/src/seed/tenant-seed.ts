/** A demo tenant: what a business would have set up in its first hour. */
export interface TenantSeed {
  readonly tenant: string;
  readonly displayName: string;
  readonly language: string;
  readonly timeZone: string;
  readonly openingHours: Readonly<Record<string, readonly { readonly from: string; readonly to: string }[]>>;
  readonly systemPrompt: string;
  readonly staff: readonly { readonly email: string; readonly groups: readonly ('admin' | 'agent')[] }[];
  readonly faq: readonly { readonly question: string; readonly answer: string; readonly tags: readonly string[] }[];
}

/** Every demo user's password. It opens nothing but a laptop's own stack. */
export const DEMO_PASSWORD = 'Frontdesk-demo-1';
