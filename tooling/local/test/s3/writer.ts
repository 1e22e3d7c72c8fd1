/**
 * A process that opens the store of the folder it is given, makes object after object, every second one in parts, removes
 * every third one, and prints the key of each that is to be there (`+`) or is not (`-`), once that was acknowledged, until it is
 * killed.
 */
import { systemClock } from '@frontdesk/core/time';
import { openObjectStore } from '@frontdesk/local/s3/object-store';

async function* bytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

const run = async (folder: string): Promise<void> => {
  const { put, remove, uploads } = await openObjectStore(folder, systemClock);
  for (let id = 0; ; id += 1) {
    const key = String(id);
    if (id % 2 === 0) await put('b', { key, headers: {} }, bytes(key));
    else {
      const { id: upload } = await uploads.begin({ bucket: 'b', key, headers: {} });
      const part = await uploads.putPart(upload, 1, bytes(key), () => undefined);
      await uploads.complete(upload, [part]);
    }
    process.stdout.write(`+${key}\n`);
    if (id % 3 !== 0) continue;
    await remove('b', key);
    process.stdout.write(`-${key}\n`);
  }
};

run(process.argv[2] ?? '').catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
