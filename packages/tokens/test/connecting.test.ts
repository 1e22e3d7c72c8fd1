import { INBOX } from '@frontdesk/core/identity';
import { ConnectionRefused } from '@frontdesk/core/socket';
import { systemClock } from '@frontdesk/core/time';
import { defaultSettings, type TenantSettings } from '@frontdesk/tenant';
import { sharedStack } from '@frontdesk/testkit/api';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { freshTenant, type StaffTokens as SignedIn, serviceClient, staffOf } from '@frontdesk/testkit/aws';
import fc from 'fast-check';
import { connecting, firstKeyRing, type Opening } from '../src';
import { createStaffTokens, type StaffTokens } from '../src/staff/staff-tokens';
import { ANNA, instanceWith } from './visitors';

const visitors = instanceWith(firstKeyRing(0), systemClock);
const tenant = freshTenant('front');
let staffTokens: StaffTokens;
let staff: SignedIn;
let statuses: Record<string, TenantSettings['status']> = {};

beforeAll(async () => {
  const { issuer, jwks_uri: jwksUri, web_client_id: webClientId } = sharedStack();
  staffTokens = createStaffTokens({ issuer, jwksUri, webClientId });
  staff = await staffOf(tenant);
});
beforeEach(() => {
  statuses = {};
});

const connect = (opening: Opening) =>
  connecting(opening, {
    visitors,
    staff: staffTokens,
    directory: { settings: async (id) => ({ ...defaultSettings(), status: statuses[id] ?? 'active' }) },
  });

const refusal = async (opening: Opening): Promise<number | undefined> =>
  connect(opening).then(
    () => undefined,
    (error: unknown) => (error instanceof ConnectionRefused ? error.status : Promise.reject(error)),
  );

const claims = (token: string): Record<string, string> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('a visitor', () => {
  let opening: { userId: string; threadId: string; token: string };
  beforeAll(async () => {
    const { token } = await visitors.issue(ANNA);
    opening = { userId: ANNA.visitorId, threadId: ANNA.threadId, token };
  });

  test('connects to their own thread, for as long as the token lasts', async () => {
    expect(await connect(opening)).toEqual({
      clientId: ANNA.tenant,
      threadId: ANNA.threadId,
      userId: ANNA.visitorId,
      role: 'visitor',
      expiresAt: String(claims(opening.token).exp).concat('000'),
    });
  });

  test('gets 403 for every other thread and every other name, the inbox included', async () => {
    const other = fc.oneof(fc.constantFrom(undefined, '', INBOX, '01OTHER', `${ANNA.threadId} `), fc.string());
    await assertProperty(
      fc.asyncProperty(other, async (value) => {
        fc.pre(value !== ANNA.threadId && value !== ANNA.visitorId);
        expect(await refusal({ ...opening, threadId: value })).toBe(403);
        expect(await refusal({ ...opening, userId: value })).toBe(403);
      }),
    );
  });

  test('belongs to the tenant that the token names, and cannot say another', async () => {
    const { token } = await visitors.issue({ ...ANNA, tenant: 'another-tenant' });
    expect(await connect({ ...opening, token })).toMatchObject({ clientId: 'another-tenant' });
  });

  test('gets 403 if the tenant is suspended', async () => {
    statuses = { [ANNA.tenant]: 'suspended' };
    expect(await refusal(opening)).toBe(403);
  });

  test('gets 401 with a token of another key, whatever else is right', async () => {
    const { token } = await instanceWith(firstKeyRing(0), systemClock).issue(ANNA);
    expect(await refusal({ ...opening, token })).toBe(401);
  });

  test('gets 401 with an expired token', async () => {
    const past = { now: () => Date.now() - 3_601_000 };
    const ring = firstKeyRing(0);
    const { token } = await instanceWith(ring, past).issue(ANNA);
    const deps = { visitors: instanceWith(ring, systemClock), staff: staffTokens, directory: { settings: fail } };
    await expect(connecting({ ...opening, token }, deps)).rejects.toMatchObject({ status: 401 });
  });
});

const fail = async (): Promise<never> => {
  throw new Error('nobody may be looked up before the token is proved');
};

describe('staff', () => {
  test.each(['01ANY-thread', 'web:2041', INBOX])('connect to %s of their tenant', async (threadId) => {
    const { sub, exp } = claims(staff.id);
    expect(await connect({ userId: sub, threadId, token: staff.id })).toEqual({
      clientId: tenant,
      threadId,
      userId: sub,
      role: 'staff',
      expiresAt: `${exp}000`,
    });
  });

  test('may go by their e-mail address; the connection is still their sub’s', async () => {
    const { email, sub } = claims(staff.id);
    expect(await connect({ userId: email, threadId: INBOX, token: staff.id })).toMatchObject({ userId: sub });
  });

  test.each<[string, Opening]>([
    ['under a name that is not theirs', { userId: 'somebody' }],
    ['without a name', { userId: '' }],
    ['without a thread', { threadId: undefined }],
    ['to what no thread can be called', { threadId: 'a#b' }],
    ['to an inbox that does not exist', { threadId: '@outbox' }],
  ])('get 403 %s', async (_name, more) => {
    expect(await refusal({ userId: claims(staff.id).sub, threadId: INBOX, token: staff.id, ...more })).toBe(403);
  });

  test('get 403 if the tenant is suspended', async () => {
    statuses = { [tenant]: 'suspended' };
    expect(await refusal({ userId: claims(staff.id).sub, threadId: INBOX, token: staff.id })).toBe(403);
  });

  test('get 403 with an access token, which proves no tenant', async () => {
    expect(await refusal({ userId: claims(staff.id).sub, threadId: INBOX, token: staff.access })).toBe(403);
  });
});

test('a service gets 403, however genuine its token is', async () => {
  const { token, clientId } = await serviceClient(tenant);
  expect(await refusal({ userId: clientId, threadId: INBOX, token })).toBe(403);
});

test.each([undefined, '', 'nonsense', 'eyJhbGciOiJub25lIn0.e30.', 'eyJhbGciOiJIUzI1NiJ9.e30.AAAA'])(
  'the token %s gets 401',
  async (token) => {
    expect(await refusal({ userId: ANNA.visitorId, threadId: ANNA.threadId, token })).toBe(401);
  },
);
