import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { sharedStack } from '@frontdesk/testkit/api';
import { until } from '@frontdesk/testkit/dev-process';
import { blocksOf, readBlocks } from '@frontdesk/testkit/guide';

const README = readBlocks('README.md');
const [visitorCommand = ''] = blocksOf(README, 'sh', 'visitor');
const [staffCommand = ''] = blocksOf(README, 'sh', 'staff');

interface Terminal {
  printed(): string;
  /** Types the lines of a transcript that begin with `>`, and waits for each of the others to be printed. */
  play(transcript: string): Promise<void>;
}

const open: ChildProcess[] = [];

/** A terminal in which a command of the README runs, with the tests' shared stack in place of `make dev`. */
const terminal = (command: string): Terminal => {
  const { api_url, realtime_url, data } = sharedStack();
  const child = spawn('bash', ['-c', command.replaceAll('http://127.0.0.1:3000', api_url)], {
    cwd: join(__dirname, '..'),
    env: { ...process.env, API_URL: api_url, REALTIME_URL: realtime_url, FRONTDESK_DATA: data },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  open.push(child);
  let output = '';
  let read = 0;
  child.stdout?.on('data', (text) => {
    output += text;
  });
  const waitFor = async (line: string): Promise<void> => {
    const found = await until(async () => {
      const at = output.indexOf(`${line}\n`, read);
      return at < 0 ? undefined : at;
    }, 20_000).catch((cause: unknown) => {
      throw new Error(`not printed: ${line}\nafter: ${output}`, { cause });
    });
    read = found + line.length;
  };
  return {
    printed: () => output,
    play: async (transcript) => {
      for (const line of transcript.trimEnd().split('\n')) {
        if (line.startsWith('> ')) child.stdin?.write(`${line.slice(2)}\n`);
        else await waitFor(line);
      }
    },
  };
};

afterAll(async () => {
  for (const child of open) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await ended;
  }
});

const threadOf = ({ printed }: Terminal): Promise<string> =>
  until(async () => /^thread (\S+)$/m.exec(printed())?.[1], 20_000);

test('two visitors and a member of the staff talk as the README shows it', async () => {
  const [asked = '', answered = ''] = blocksOf(README, 'text', 'visitor');
  const [spoken = ''] = blocksOf(README, 'text', 'staff');
  const [first, second] = [terminal(visitorCommand), terminal(visitorCommand)];
  const [thread] = await Promise.all([threadOf(first), threadOf(second)]);
  await first.play(asked);
  const staff = terminal(staffCommand.replace('THREAD=…', `THREAD=${thread}`));
  await threadOf(staff);
  await staff.play(spoken);
  await first.play(answered);
  expect(second.printed().trim()).toMatch(/^thread \S+$/);
  expect(first.printed().match(/^bot: /gm)).toHaveLength(2);
}, 90_000);
