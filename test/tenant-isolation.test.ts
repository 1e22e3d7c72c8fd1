import { defaultSettings } from '@frontdesk/tenant';
import { api } from '@frontdesk/testkit/api';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { freshTenant, serviceClient, staffOf } from '@frontdesk/testkit/aws';
import { addHandle, type Handles, harvest } from '@frontdesk/testkit/handles';
import { type Operation, readOperations } from '@frontdesk/testkit/operations';
import { timeFor } from '@frontdesk/testkit/randomness';
import { schemaArbitrary, type Vocabulary } from '@frontdesk/testkit/schema-arbitrary';
import { putSettings } from '@frontdesk/testkit/tenant-settings';
import fc from 'fast-check';

jest.setTimeout(timeFor(240_000));

/** Every route that needs a caller: the test grows with the manifest. */
const OPERATIONS = readOperations().filter(({ secured }) => secured);

interface Tenant {
  readonly name: string;
  /** In every text that the tenant writes, and in nobody else's. */
  readonly mark: string;
  readonly callers: readonly { readonly token: string; readonly tenant?: string }[];
  /** Things that the tenant made and never touches again: the other one tries to, with everything the API offers. */
  readonly canaries: readonly Canary[];
}

interface Canary {
  /** The field with its handle: `faq_id`. */
  readonly field: string;
  readonly handle: string;
  /** Where its owner reads it. */
  readonly address: string;
  /** What its owner read there. */
  readonly body: unknown;
}

const makeTenant = async (name: string): Promise<Tenant> => {
  const tenant = freshTenant(name);
  await putSettings(tenant, { limits: { ...defaultSettings().limits, requests_per_minute: 1_000_000 } });
  const [{ id: token }, service] = await Promise.all([staffOf(tenant), serviceClient(tenant)]);
  const mark = `${name}SECRET`;
  const canary = async (
    field: string,
    path: string,
    made: Awaited<ReturnType<typeof api>>,
    rest = '',
  ): Promise<Canary> => {
    const handle = String(made.body[field]);
    const address = `GET ${path}/${handle}${rest}`;
    return { field, handle, address, body: (await api(address, { token })).body };
  };
  const canaries = [
    await canary(
      'faq_id',
      '/faq',
      await api('POST /faq', { token, body: { question: `${mark} canary?`, answer: mark } }),
    ),
    await canary('name', '/tasks', await api('POST /tasks', { token, body: { kind: 'task', notes: mark } })),
    await canary(
      'session_id',
      '/chat/sessions',
      await api('POST /chat', { token, body: { message: `${mark} canary` } }),
      '/messages',
    ),
    await canary(
      'thread_id',
      '/threads',
      await api(`POST /threads/${name}-canary/messages`, { token, body: { text: mark } }),
      '/messages',
    ),
  ];
  return { name: tenant, mark, canaries, callers: [{ token }, { token: service.token, tenant }] };
};

/** Both plain and as `faq_id` carries it. */
const shows = (text: string, mark: string): boolean =>
  text.includes(mark) || [0, 1, 2].some((shift) => text.includes(base64Core(mark, shift)));

/** The part of a text's base64url that does not depend on what is around it, at one of its three alignments. */
const base64Core = (mark: string, shift: number): string => {
  const padded = Buffer.from(`${'x'.repeat(shift)}${mark}`).toString('base64url');
  return padded.slice(shift === 0 ? 0 : shift + 1, -2);
};

test('two tenants use the whole API with each other’s ids, and neither ever sees the other’s data', async () => {
  const tenants = await Promise.all([makeTenant('alpha'), makeTenant('omega')]);
  // Both tenants try values of these, no matter whose they are.
  const handles: Handles = new Map();
  for (const { field, handle } of tenants.flatMap(({ canaries }) => canaries)) addHandle(handles, field, handle);
  const succeeded = new Set<string>();
  const called = new Set<string>();

  const vocabulary = ({ mark, canaries }: Tenant): Vocabulary => ({
    text: fc
      .tuple(fc.constantFrom('Where', 'When', 'How much', 'Is there', 'カット'), fc.integer({ min: 0, max: 6 }))
      .map(([word, number]) => `${word} ${mark} ${number}?`),
    known: (field) => {
      const own = canaries.filter((canary) => canary.field === field).map(({ handle }) => handle);
      const values = [...(handles.get(field) ?? [])].filter((value) => !own.includes(value));
      return values.length > 0 ? fc.constantFrom(...values) : undefined;
    },
    time: (field) =>
      fc
        .integer({ min: 0, max: 40 })
        .map((hours) => new Date(Date.UTC(2027, 0, /^to|^end/.test(field) ? 6 : 4) + hours * 3_600_000).toISOString()),
  });

  const perform = async (tenant: Tenant, operation: Operation, seed: number): Promise<void> => {
    const words = vocabulary(tenant);
    const draw = <T>(arbitrary: fc.Arbitrary<T>): T => fc.sample(arbitrary, { numRuns: 1, seed })[0] as T;
    const body = operation.bodies['application/json'];
    const values = operation.parameters.map((parameter) => ({
      ...parameter,
      value: String(draw(schemaArbitrary(parameter.schema, parameter.name, words))),
    }));
    const path = values
      .filter((parameter) => parameter.in === 'path')
      .reduce((made, { name, value }) => made.replace(`{${name}}`, encodeURIComponent(value)), operation.path);
    const query = new URLSearchParams(
      values
        .filter((parameter) => parameter.in === 'query' && (parameter.required || seed % 3 === 0))
        .map(({ name, value }): [string, string] => [name, value]),
    ).toString();
    const caller = tenant.callers[seed % tenant.callers.length];
    if (!caller) throw new Error('a tenant has callers');
    const answer = await api(`${operation.method} ${path}${query ? `?${query}` : ''}`, {
      ...caller,
      ...(body && { body: draw(schemaArbitrary(body.schema, 'body', words)) }),
    });

    called.add(operation.id);
    if (answer.status < 300) succeeded.add(operation.id);
    expect({ operation: operation.id, status: answer.status }).not.toMatchObject({ status: 500 });
    for (const other of tenants) {
      if (other === tenant) continue;
      const leaked = shows(answer.text, other.mark) || shows(answer.headers.get('location') ?? '', other.mark);
      expect({ operation: operation.id, leaked, ...(leaked && { text: answer.text }) }).toEqual({
        operation: operation.id,
        leaked: false,
      });
    }
    harvest(answer.body, handles);
  };

  const step = fc.record({
    tenant: fc.constantFrom(...tenants),
    operation: fc.constantFrom(...OPERATIONS),
    seed: fc.nat(1_000_000),
  });
  await assertProperty(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      for (const { tenant, operation, seed } of steps) await perform(tenant, operation, seed);
    }),
    { numRuns: 20, endOnFailure: true },
  );
  // And each tenant tries each route, with every handle that either has seen.
  const tryAll = async (tenant: Tenant): Promise<void> => {
    for (const operation of OPERATIONS) {
      for (let seed = 0; seed < 8 || (seed < 60 && !succeeded.has(operation.id)); seed += 1) {
        await perform(tenant, operation, seed);
      }
    }
  };
  await Promise.all(tenants.map(tryAll));

  for (const { canaries, callers } of tenants) {
    for (const { address, body } of canaries) {
      expect({ address, body: (await api(address, callers[0])).body }).toEqual({ address, body });
    }
  }
  expect([...called].sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
  // A route that nothing got through to would prove nothing.
  expect(OPERATIONS.map(({ id }) => id).filter((id) => !succeeded.has(id))).toEqual([]);
});
