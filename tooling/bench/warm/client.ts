/** Sends requests over kept connections, `parallel` at a time, and times each, in a process apart from the servers. */
import { Agent, request } from 'node:http';
import { answer, job } from '../answer';

export interface LoadJob {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Sent before the clock starts. */
  readonly warmUp: number;
  readonly requests: number;
  readonly parallel: number;
}

export interface Load {
  /** How long each request took, in milliseconds. */
  readonly latencies: readonly number[];
  readonly perSecond: number;
}

const { url, headers, body, warmUp, requests, parallel } = job<LoadJob>();
const agent = new Agent({ keepAlive: true, maxSockets: parallel });

const send = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - begun);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    })
      .once('error', reject)
      .end(body);
  });

const sendAll = async (count: number): Promise<number[]> => {
  const latencies: number[] = [];
  let left = count;
  const sender = async (): Promise<void> => {
    while (left-- > 0) latencies.push(await send());
  };
  await Promise.all(Array.from({ length: parallel }, sender));
  return latencies;
};

const main = async (): Promise<void> => {
  await sendAll(warmUp);
  const begun = performance.now();
  const latencies = await sendAll(requests);
  answer({ latencies, perSecond: (requests * 1000) / (performance.now() - begun) } satisfies Load);
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
