import { openAiApiKey } from '@frontdesk/assistant/models';
import type { Log } from '@frontdesk/core/observe';
import { systemClock } from '@frontdesk/core/time';
import type { Manifest } from '@frontdesk/manifest';
import type { AccessEntry } from '../api-gateway/access-log';
import { MAX_INTEGRATION_MS } from '../api-gateway/gateway';
import type { HandleRequest } from '../api-gateway/http-api';
import { WEB_SOCKET_QUOTAS, type WebSocketQuotas } from '../api-gateway/websocket/quotas';
import { webSocketServer } from '../api-gateway/websocket/web-socket-server';
import type { Message } from '../cognito/messages';
import { type Outputs, writeOutputs } from '../data/outputs';
import { SOCKET_API } from './account';
import { openApiPort } from './api-port';
import { closers } from './closers';
import { deploy } from './deployment';
import { type Deployments, deployments } from './deployments';
import { startFoundation } from './foundation';
import { loadManifest } from './load-manifest';
import { type Models, modelWords } from './model-settings';
import { referencesOf, stackOutputs } from './stack-outputs';

export interface StackOptions extends Models {
  /** The folder with what `make build` made. */
  readonly dist: string;
  /** The folder with everything that outlives the stack. */
  readonly data: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly awsPort: number;
  /** False lifts API Gateway's throttles. */
  readonly throttling: boolean;
  /** What differs from API Gateway's own quotas for WebSockets, to see a connection end sooner. */
  readonly socketQuotas?: Partial<WebSocketQuotas>;
  readonly log: Log;
  /** A line that a function logged. */
  onFunctionLog(name: string, line: string): void;
  onAccess?(entry: AccessEntry): void;
  /** What Cognito would send by e-mail. */
  onMessage?(message: Message): void;
}

export interface Stack {
  /** The same as in `outputs.json`. */
  readonly outputs: Outputs;
  readonly apiUrl: string;
  readonly awsUrl: string;
  /** Which model answers, in a few words. */
  readonly model: string;
  /** Resolves if the stack has failed for good, with the reason. */
  readonly failed: Promise<Error>;
  manifest(): Manifest;
  /** A function's bundle has changed: the next request runs the new one. */
  reload(functionName: string): void;
  /**
   * Routes, grants, tables or functions have changed: switches to the new ones. Requests under way are answered by the
   * deployment that they began with. WebSocket connections stay open, and the new functions get their next message.
   * @throws Error if a function does not start; everything then stays as it was.
   */
  redeploy(next: Manifest): Promise<void>;
  /** How many API requests are not answered yet, plus the batches and events that are being worked on. */
  underWay(): number;
  /** Takes no further request, message or event, and resolves once those under way are answered or finished. */
  drain(): Promise<void>;
  /** Ends everything. Resolves when nothing is left running. */
  close(): Promise<void>;
}

/**
 * Starts the whole product on this machine.
 * @throws Error in one sentence that says what to do; then nothing is left running.
 */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  let manifest = loadManifest(options.dist);
  const closing = closers();
  try {
    const secrets = { [openAiApiKey.name]: options.openai.apiKey };
    const deliver = (message: Message): void => options.onMessage?.(message);
    let deployed: Deployments | undefined;
    const invoke = async (name: string, event: unknown): Promise<unknown> => {
      if (!deployed) throw new Error('no function is deployed yet');
      return deployed.invoke(name, event);
    };
    const foundation = await startFoundation(
      { ...options, secrets, deliver, invoke, manifest: () => manifest },
      closing,
    );
    const { awsUrl, data } = foundation;
    const sockets = webSocketServer({
      path: `/${SOCKET_API.stage}`,
      connections: foundation.connections,
      quotas: { ...WEB_SOCKET_QUOTAS, ...options.socketQuotas },
      clock: systemClock,
      api: () => deployed?.webSocketApi(),
    });
    // Functions are told the port, so it is opened before they start.
    let begin: (handle: HandleRequest) => void = () => undefined;
    const begun = new Promise<HandleRequest>((resolve) => {
      begin = resolve;
    });
    const apiPort = await openApiPort(options.port, begun, sockets);
    closing.add(() => apiPort.close());
    const referencesFor = (of: Manifest) => referencesOf(foundation, options, apiPort.port, of);
    const running = await deployments(manifest, (next) =>
      deploy(next, foundation, { ...options, references: referencesFor(next) }),
    );
    deployed = running;
    closing.add(() => running.close());
    begin(running.handle);

    const outputsOf = (of: Manifest): Outputs => stackOutputs(foundation, referencesFor(of), apiPort.port);
    await writeOutputs(data.path, outputsOf(manifest));
    return {
      get outputs() {
        return outputsOf(manifest);
      },
      apiUrl: `http://127.0.0.1:${apiPort.port}`,
      awsUrl,
      model: modelWords(options, foundation.heldSecrets.has(openAiApiKey.name)),
      failed: foundation.failed,
      manifest: () => manifest,
      reload: (name) => running.reload(name),
      redeploy: async (next) => {
        await foundation.ensure(next);
        try {
          await running.replace(next);
          manifest = next;
        } catch (error) {
          await foundation.ensure(manifest);
          throw error;
        }
        await writeOutputs(data.path, outputsOf(next));
      },
      underWay: () => apiPort.underWay() + running.underWay(),
      drain: async () => {
        await Promise.all([apiPort.drain(), running.drain(MAX_INTEGRATION_MS)]);
      },
      close: () => closing.close(),
    };
  } catch (error) {
    await closing.close();
    throw error;
  }
};
