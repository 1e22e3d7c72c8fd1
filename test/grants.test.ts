import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '@frontdesk/manifest';
import { api } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';
import { startOwnStack } from '@frontdesk/testkit/own-stack';
import type { TemporaryStack } from '@frontdesk/testkit/temporary-stack';

const DIST = join(__dirname, '..', 'dist');

type Functions = Record<string, { grants: { resource: { kind: string; name: string }; actions: string[] }[] }>;

let dist: string;
let stack: TemporaryStack | undefined;
let logged: string[];
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'frontdesk-dist-'));
  cpSync(DIST, dist, { recursive: true });
  logged = [];
});
afterEach(async () => {
  await stack?.close();
  stack = undefined;
  rmSync(dist, { recursive: true, force: true });
});

/** Runs what the build made, with different grants from those declared. */
const startWith = async (change: (functions: Functions) => void): Promise<void> => {
  const file = join(dist, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  change(manifest.functions as unknown as Functions);
  writeFileSync(file, JSON.stringify(manifest));
  stack = await startOwnStack({
    dist,
    openai: { apiKey: 'sk-test', baseUrl: 'http://127.0.0.1:1/v1', model: 'm' },
    onFunctionLog: (name, line) => logged.push(`${name} ${line}`),
  });
};

const without = (functions: Functions, name: string, table: string, action: string): void => {
  const grant = functions[name]?.grants.find(({ resource }) => resource.kind === 'table' && resource.name === table);
  if (!grant?.actions.includes(`dynamodb:${action}`)) throw new Error(`${name} has no ${action} on ${table}`);
  grant.actions = grant.actions.filter((each) => each !== `dynamodb:${action}`);
};

/** A session's first turn, and one that adds a phone number to it: together they do all that a turn does to the tables. */
const ask = async () => {
  const { id: token } = await staffOf(freshTenant('grants'));
  const body = { message: 'Is there parking?', session_id: 'granted' };
  const first = await api('POST /chat', { token, body });
  return first.status === 200 ? api('POST /chat', { token, body: { ...body, phone_number: '+12025550123' } }) : first;
};
const refused = (action: string, table: string): RegExp =>
  new RegExp(
    `^chat .*AccessDeniedException.*assumed-role.*is not authorized to perform: dynamodb:${action} on resource: \\S*table/frontdesk-local-${table}`,
  );

describe('a function that uses something without a grant', () => {
  test.each([
    ['a query', 'faq', 'Query'],
    ['a batch', 'prompts', 'BatchGetItem'],
    ['a write in a transaction', 'logs', 'PutItem'],
    ['an update in a transaction', 'logs', 'UpdateItem'],
  ])('by %s fails with AccessDenied, and its caller does not learn why', async (_name, table, action) => {
    await startWith((functions) => without(functions, 'chat', table, action));
    const { status, body, text } = await ask();
    expect([status, body.code]).toEqual([500, 'internal_error']);
    expect(text).not.toMatch(/AccessDenied|dynamodb/i);
    expect(logged).toContainEqual(expect.stringMatching(refused(action, table)));
  });

  test('by reading a secret continues without it, and says so in its log', async () => {
    await startWith((functions) => {
      const { chat } = functions;
      if (chat) chat.grants = chat.grants.filter(({ resource }) => resource.kind !== 'secret');
    });
    expect(await ask()).toMatchObject({ status: 200, body: { model: 'offline' } });
    expect(logged).toContainEqual(expect.stringMatching(/^chat .*AccessDeniedException/));
  });
});
