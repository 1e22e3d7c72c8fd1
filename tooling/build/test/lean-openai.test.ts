import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOpenAiServer } from '@frontdesk/vendors/openai';
import { build } from 'esbuild';
import { functionOptions } from '../src/bundle';
import { layout } from '../src/layout';

const ROOT = join(__dirname, '..', '..', '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-lean-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Collect = (baseUrl: string) => Promise<string>;

test("OpenAI's SDK, without the parts that are never called, still asks for a chat completion and streams it", async () => {
  const model = join(ROOT, 'packages', 'assistant', 'src', 'models', 'openai');
  const entry = join(folder, 'entry.ts');
  writeFileSync(
    entry,
    `import { openAiModel } from ${JSON.stringify(model)};
     export const collect = async (baseUrl: string): Promise<string> => {
       const { stream } = openAiModel({ model: 'm', baseUrl, apiKey: async () => 'k' });
       const request = { system: 's', messages: [], tools: [], sources: [], language: 'en', maxOutputTokens: 9 };
       let said = '';
       for await (const event of stream(request, new AbortController().signal)) if (event.type === 'text') said += event.text;
       return said;
     };`,
  );
  const outfile = join(folder, 'bundle.js');
  await build({ ...functionOptions(layout(ROOT), 'chat'), entryPoints: [entry], outfile });
  const { collect } = require(outfile) as { collect: Collect };
  const server = await startOpenAiServer();
  server.behave({ kind: 'reply', text: 'Streamed from a bundle.' });
  expect(await collect(server.baseUrl)).toBe('Streamed from a bundle.');
  await server.stop();
  expect(readFileSync(outfile).length).toBeLessThan(100_000);
});
