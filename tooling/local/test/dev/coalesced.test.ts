import { coalesced } from '../../src/dev/coalesced';

/** Work that ends when it is told to. */
const steps = () => {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => void ends.push(resolve));
  return { ends, work };
};

test('many requests during a run cause one more run', async () => {
  const { ends, work } = steps();
  const { request, idle } = coalesced(work);
  request();
  for (let i = 0; i < 5; i += 1) request();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await new Promise(setImmediate);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await idle();
  expect(ends).toHaveLength(2);
});

test('a request after the run causes another one', async () => {
  const { ends, work } = steps();
  const { request, idle } = coalesced(work);
  for (let run = 1; run <= 3; run += 1) {
    request();
    ends.at(-1)?.();
    await idle();
    expect(ends).toHaveLength(run);
  }
});
