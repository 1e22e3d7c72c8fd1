import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { devSettings } from '../../src/dev/settings';
import { modelWords } from '../../src/stack/model-settings';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'frontdesk-settings-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const dotEnv = (text: string): void => writeFileSync(join(root, '.env'), text);

describe('the settings of the local stack', () => {
  test('have defaults for everything', () => {
    expect(devSettings(root, {})).toEqual({
      PORT: 3000,
      AWS_PORT: 3001,
      FRONTDESK_DATA: '.frontdesk',
      FRONTDESK_NO_THROTTLE: false,
      FRONTDESK_SOCKET_IDLE: 600,
      FRONTDESK_SOCKET_LIFE: 7_200,
      FRONTDESK_STAND_INS: [],
      FRONTDESK_VERBOSE: false,
    });
  });

  test('are read from .env, and the environment overrides it', () => {
    dotEnv('PORT=4000\nOPENAI_MODEL=from-file\nOPENAI_API_KEY="sk-file" # mine\n');
    expect(devSettings(root, { PORT: '5000' })).toMatchObject({
      PORT: 5000,
      OPENAI_MODEL: 'from-file',
      OPENAI_API_KEY: 'sk-file',
    });
  });

  test('that are empty count as not set', () => {
    dotEnv('OPENAI_API_KEY=\nOPENAI_BASE_URL=\nPORT=\n');
    expect(devSettings(root, {})).toMatchObject({ PORT: 3000 });
    expect(devSettings(root, {}).OPENAI_API_KEY).toBeUndefined();
  });

  test('that are wrong are named, all of them', () => {
    dotEnv('PORT=eighty\nOPENAI_BASE_URL=nowhere\nFRONTDESK_VERBOSE=maybe\n');
    expect(() => devSettings(root, {})).toThrow(/PORT.*FRONTDESK_VERBOSE.*OPENAI_BASE_URL/);
  });

  test('have an example that lists all of them and is valid, both as it is and with every line switched on', () => {
    const example = readFileSync(join(__dirname, '..', '..', '..', '..', '.env.example'), 'utf8');
    const defaults = devSettings(root, {});
    dotEnv(example);
    expect(devSettings(root, {})).toEqual(defaults);
    dotEnv(example.replaceAll(/^#(?=[A-Z_]+=)/gm, ''));
    expect(Object.keys(devSettings(root, {})).sort()).toEqual([
      'AWS_PORT',
      'FRONTDESK_DATA',
      'FRONTDESK_NO_THROTTLE',
      'FRONTDESK_SOCKET_IDLE',
      'FRONTDESK_SOCKET_LIFE',
      'FRONTDESK_STAND_INS',
      'FRONTDESK_VERBOSE',
      'OPENAI_API_KEY',
      'OPENAI_BASE_URL',
      'OPENAI_EMBEDDING_MODEL',
      'OPENAI_MODEL',
      'PORT',
    ]);
  });
});

test('the start-up text names the model, its address and the embedding model, but never the key', () => {
  const openai = { apiKey: 'sk-secret', baseUrl: 'http://here/v1', model: 'm', embeddingModel: 'e' };
  const words = modelWords({ openai }, true);
  expect(words).toBe('m at http://here/v1, then offline; embeddings from e');
  expect(modelWords({ openai: {} }, false)).toContain('offline');
  const bedrock = { url: 'http://there', model: 'stand-in' };
  expect(modelWords({ openai: {}, bedrock }, false)).toContain('a stand-in for tenants that list bedrock');
});

describe('invalid settings are named', () => {
  test.each([
    [{ PORT: '4000', AWS_PORT: '4000' }, 'PORT and AWS_PORT must differ.'],
    [{ PORT: '99999' }, 'PORT must be at most 65535'],
    [{ OPENAI_BASE_URL: 'not a url' }, 'OPENAI_BASE_URL must be a URL'],
    [{ FRONTDESK_STAND_INS: 'openai,anyone' }, 'FRONTDESK_STAND_INS must be openai, bedrock or openai,bedrock'],
    [{ FRONTDESK_SOCKET_IDLE: '0' }, 'FRONTDESK_SOCKET_IDLE must be 1 to 99999 seconds'],
    [{ FRONTDESK_NO_THROTTLE: 'yes' }, 'FRONTDESK_NO_THROTTLE must be one of 0, 1, false, true'],
  ])('%j', (environment, words) => {
    expect(() => devSettings(root, environment)).toThrow(words);
  });

  test('a .env that is a folder', () => {
    mkdirSync(join(root, '.env'));
    expect(() => devSettings(root, {})).toThrow(`${join(root, '.env')} cannot be read`);
  });
});
