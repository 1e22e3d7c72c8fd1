import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBedrockServer } from '@frontdesk/vendors/bedrock';
import { build } from 'esbuild';
import { functionOptions } from '../src/bundle';
import { layout } from '../src/layout';

const ROOT = join(__dirname, '..', '..', '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-bedrock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Collect = (endpoint: string) => Promise<string>;

test('a bundle, lean as a function is, streams an answer of Bedrock, and has nothing of the SDK for it', async () => {
  const part = (...path: string[]): string => JSON.stringify(join(ROOT, 'packages', ...path));
  const entry = join(folder, 'entry.ts');
  writeFileSync(
    entry,
    `import { bedrockModel } from ${part('assistant', 'src', 'models', 'bedrock')};
     import { createConverseStream } from ${part('aws', 'src', 'converse-stream')};
     export const collect = async (endpoint: string): Promise<string> => {
       const credentials = () => ({ accessKeyId: 'k', secretAccessKey: 's' });
       const { stream } = bedrockModel({ model: 'm', converse: createConverseStream({ region: 'r', endpoint, credentials }) });
       const request = { system: 's', messages: [], tools: [], sources: [], language: 'en', maxOutputTokens: 9 };
       let said = '';
       for await (const event of stream(request, new AbortController().signal)) if (event.type === 'text') said += event.text;
       return said;
     };`,
  );
  const outfile = join(folder, 'bundle.js');
  const { metafile } = await build({ ...functionOptions(layout(ROOT), 'chat'), entryPoints: [entry], outfile });
  const { collect } = require(outfile) as { collect: Collect };
  const server = await startBedrockServer();
  server.behave({ kind: 'reply', reasoning: 'Hm.', text: 'Streamed from a bundle.' });
  expect(await collect(server.url)).toBe('Streamed from a bundle.');
  await server.stop();
  expect(Object.keys(metafile.inputs).filter((file) => /@aws-sdk|@smithy/.test(file))).toEqual([]);
  expect(readFileSync(outfile).length).toBeLessThan(60_000);
});
