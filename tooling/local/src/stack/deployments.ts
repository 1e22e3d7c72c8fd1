import type { Manifest } from '@frontdesk/manifest';
import type { HandleRequest } from '../api-gateway/http-api';
import type { WebSocketApi } from '../api-gateway/websocket/web-socket-api';
import type { Deployment } from './deployment';

export interface Deployments {
  readonly handle: HandleRequest;
  /** The current deployment's. */
  webSocketApi(): WebSocketApi | undefined;
  /** Runs a function of the current one. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  reload(functionName: string): void;
  /** Replaces the current deployment once the new one runs. @throws what kept it from running: the old one stays. */
  replace(next: Manifest): Promise<void>;
  /** How many batches and events are being worked on. */
  underWay(): number;
  /** Takes no further message or event. Resolves once those under way are finished, or after `deadlineMs`. */
  drain(deadlineMs: number): Promise<void>;
  /** Ends all of them, requests under way or not. */
  close(): Promise<void>;
}

/** The deployment that gets new requests, and the earlier ones that are still answering theirs. */
export const deployments = async (
  first: Manifest,
  deploy: (manifest: Manifest) => Promise<Deployment>,
): Promise<Deployments> => {
  let current = await deploy(first);
  current.start();
  const running = new Set([current]);
  let closed = false;
  let draining = false;
  return {
    handle: (request, response) => current.handle(request, response),
    webSocketApi: () => current.webSocketApi,
    invoke: (name, event) => current.invoke(name, event),
    reload: (name) => current.reload(name),
    replace: async (next) => {
      const deployment = await deploy(next);
      if (closed) return deployment.close();
      const before = current;
      current = deployment;
      running.add(current);
      if (!draining) current.start();
      void before.retire().then(() => running.delete(before));
    },
    underWay: () => [...running].reduce((sum, deployment) => sum + deployment.underWay(), 0),
    drain: (deadlineMs) => {
      draining = true;
      return new Promise((resolve) => {
        const deadline = setTimeout(resolve, deadlineMs);
        void Promise.all([...running].map((deployment) => deployment.stop())).then(() => {
          clearTimeout(deadline);
          resolve();
        });
      });
    },
    close: async () => {
      closed = true;
      await Promise.all([...running].map((deployment) => deployment.close()));
    },
  };
};
