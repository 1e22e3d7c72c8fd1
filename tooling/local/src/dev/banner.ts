import { DEMO_TENANTS } from '../seed/seed';
import { DEMO_PASSWORD } from '../seed/tenant-seed';
import type { Stack } from '../stack/stack';

export interface Facts {
  readonly readyMs: number;
  /** Which model answers, in a few words. */
  readonly model: string;
  readonly data: string;
  /** Whether the data is in the default folder, where the scripts look. */
  readonly usualData: boolean;
}

/** What `make dev` prints when it is ready: all the addresses, and a first request to paste. */
export const banner = (
  { apiUrl, awsUrl, outputs: { region, realtime_url } }: Stack,
  { readyMs, model, data, usualData }: Facts,
): string => {
  const staff = DEMO_TENANTS.map(({ tenant, staff: [first] }) => `  ${tenant.padEnd(14)} ${first?.email ?? ''}`);
  return `
Frontdesk is ready (${(readyMs / 1000).toFixed(1)} s)

  API        ${apiUrl}
  Reference  ${apiUrl}/docs
${realtime_url ? `  Realtime   ${realtime_url}\n` : ''}  AWS        ${awsUrl}   (for the AWS CLI and SDKs: any key, region ${region})
  Model      ${model}
  Data       ${data}

Demo staff (password ${DEMO_PASSWORD}):
${staff.join('\n')}

A first request:
  TOKEN=$(${usualData ? '' : `FRONTDESK_DATA=${data} `}scripts/token.sh ${DEMO_TENANTS[0]?.staff[0]?.email ?? ''})
  curl -s ${apiUrl}/chat -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
    -d '{"message":"Is there somewhere to park?"}'

Ctrl-C stops everything.
`;
};
