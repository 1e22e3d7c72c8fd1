import { asyncapiProblems } from '../src/lint/asyncapi-rules';

const DOCUMENT = {
  asyncapi: '3.0.0',
  info: {
    title: 'A shop',
    version: '1.0.0',
    description: 'What it sends',
    contact: { name: 'The shop' },
    license: { name: 'MIT' },
    tags: [{ name: 'shop' }],
  },
  servers: { live: { host: 'shop.example', protocol: 'wss' } },
  channels: { orders: { address: '/orders' } },
};

test('a good AsyncAPI document has no problems', async () => {
  expect(await asyncapiProblems(JSON.stringify(DOCUMENT))).toEqual([]);
});

test('a bad one has a line for each problem, with its place and the rule', async () => {
  const { license: _, ...info } = DOCUMENT.info;
  const bad = { ...DOCUMENT, info, channels: { orders: { adress: '/orders' } } };
  expect(await asyncapiProblems(JSON.stringify(bad))).toEqual([
    expect.stringMatching(/^#\/info: .*\(Spectral, asyncapi-info-license\)$/),
    expect.stringMatching(/^#\/channels\/orders\/adress: .*\(Spectral, asyncapi-3-document-resolved\)$/),
  ]);
});
