import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addHandle, type Handles, harvest } from '@frontdesk/testkit/handles';
import { readOperations } from '@frontdesk/testkit/operations';
import { startOwnStack } from '@frontdesk/testkit/own-stack';
import { variablesOf } from './address';
import { makeCallers } from './callers';
import { contract, MAX_CPU_MS } from './contract';
import { drawsOf } from './draw';
import { type FuzzAnswer, sender } from './exchange';
import { type FuzzRequest, fuzzRequest } from './request';
import { curlLine } from './shell';

export interface CampaignOptions {
  readonly seed: number;
  readonly requests: number;
  /** The folder for failed requests. Each is written as a command for the shell, with its body in a second file. */
  readonly folder: string;
  /** No new request starts after this many milliseconds. */
  readonly budgetMs?: number;
  /** The campaign stops after this many failures. */
  readonly maxFailures?: number;
  onProgress?(done: number): void;
  onFailure?(failure: Failure): void;
}

export interface Failure {
  readonly number: number;
  /** What is wrong with the answer. */
  readonly fault: string;
  /** The request as a command for the shell. */
  readonly line: string;
}

export interface Cost {
  readonly number: number;
  readonly routeKey: string;
  readonly cpuMs: number;
}

export interface Report {
  readonly sent: number;
  readonly failures: readonly Failure[];
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
  /** How many requests got a 2xx answer, by operation. */
  readonly succeeded: ReadonlyMap<string, number>;
  /** The requests that took the most CPU time, largest first. */
  readonly dearest: readonly Cost[];
}

/** How often a request that seemed too expensive is sent again. */
const MEASURED_AGAIN = 2;
const DEAREST = 5;

/** How many turns of the event loop we wait for the access log to have the line for an answer. */
const TURNS = 1_000;

const count = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const bodyOf = ({ text }: FuzzAnswer): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Sends the requests one after another to a stack of its own, and checks each answer against the OpenAPI document. The
 * same seed sends the same requests, except for ids that the stack generated.
 */
export const campaign = async (options: CampaignOptions): Promise<Report> => {
  const { seed, requests, folder, budgetMs = Number.POSITIVE_INFINITY, maxFailures = 20 } = options;
  const routeKeys = new Map<string, string>();
  const stack = await startOwnStack({
    throttling: false,
    onAccess: ({ requestId, routeKey }) => void routeKeys.set(requestId, routeKey),
  });
  const { send, close } = sender(stack.apiUrl);
  try {
    const operations = readOperations();
    const { faultOf } = contract(operations);
    const callers = await makeCallers();
    const handles: Handles = new Map();
    const made: Handles = new Map();
    const failures: Failure[] = [];
    const statuses = new Map<number, number>();
    const succeeded = new Map(operations.map(({ id }) => [id, 0]));
    const dearest: Cost[] = [];

    const fileOf = (number: number): string => join(folder, `${seed}-${number}`);

    /**
     * The route of an answer. The access log has it a moment after the answer, and never if the request could not be
     * read as HTTP.
     */
    const routeOf = async ({ headers }: FuzzAnswer): Promise<string> => {
      const id = String(headers['apigw-requestid']);
      for (let turn = 0; turn < TURNS && !routeKeys.has(id); turn += 1) await new Promise(setImmediate);
      const key = routeKeys.get(id) ?? '-';
      routeKeys.delete(id);
      return key;
    };

    /**
     * Sends a request, and repeats it if it seems too expensive. The process may have started an instance or collected
     * garbage in the meantime; a request that really is expensive is so every time.
     */
    const measured = async (request: FuzzRequest): Promise<FuzzAnswer> => {
      const first = await send(request);
      let { cpuMs } = first;
      for (let again = 0; again < MEASURED_AGAIN && cpuMs > MAX_CPU_MS; again += 1) {
        cpuMs = Math.min(cpuMs, (await send(request)).cpuMs);
      }
      return { ...first, cpuMs };
    };

    const faultIn = async (request: FuzzRequest, number: number): Promise<string | undefined> => {
      let answer: FuzzAnswer;
      try {
        answer = await measured(request);
      } catch (error) {
        return `no answer: ${error instanceof Error ? error.message : String(error)}`;
      }
      const key = await routeOf(answer);
      count(statuses, answer.status);
      const operation = operations.find(({ method, path }) => key === `${method} ${path}`);
      if (operation && answer.status < 300) count(succeeded, operation.id);
      harvest(bodyOf(answer), handles);
      for (const [name, value] of variablesOf(answer.headers.location, operations)) addHandle(made, name, value);
      if (dearest.length < DEAREST || answer.cpuMs > (dearest.at(-1)?.cpuMs ?? 0)) {
        dearest.push({ number, routeKey: key, cpuMs: answer.cpuMs });
        dearest.sort((a, b) => b.cpuMs - a.cpuMs).splice(DEAREST);
      }
      return faultOf(key, answer);
    };

    const end = performance.now() + budgetMs;
    let sent = 0;
    while (sent < requests && failures.length < maxFailures && performance.now() < end) {
      sent += 1;
      const request = fuzzRequest(drawsOf(seed, sent), { operations, callers, handles, made });
      const fault = await faultIn(request, sent);
      if (fault !== undefined) {
        const file = fileOf(sent);
        mkdirSync(folder, { recursive: true });
        if (request.body) writeFileSync(file, request.body);
        const failure = { number: sent, fault, line: curlLine(request, callers, file) };
        writeFileSync(`${file}.sh`, `${failure.line}\n`);
        failures.push(failure);
        options.onFailure?.(failure);
      }
      options.onProgress?.(sent);
    }
    return { sent, failures, statuses, succeeded, dearest };
  } finally {
    close();
    await stack.close();
  }
};
