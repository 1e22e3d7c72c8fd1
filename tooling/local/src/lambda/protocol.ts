import type { ErrorPayload } from './errors';

/** What an instance's worker is started with. */
export interface RuntimeData {
  readonly bundlePath: string;
  /** The bundle's code, from `readBundle`. */
  readonly code: string | undefined;
  /** The export that is the handler, without the file: `handler` of `index.handler`. */
  readonly exportPath: string;
  readonly handler: string;
}

/** From this process to an instance. `stop` lets it write out its logs before it ends. */
export type InstanceMessage = ({ readonly type: 'invoke' } & InvokeMessage) | { readonly type: 'stop' };

/** One event and what Lambda says about it. As in Lambda, events cross as JSON text: `undefined` and `Date` vanish. */
export interface InvokeMessage {
  readonly requestId: string;
  readonly event: string;
  readonly timeoutMs: number;
  readonly arn: string;
  readonly traceHeader: string;
}

/** From an instance to this process. */
export type RuntimeMessage =
  | { readonly type: 'ready' }
  /** What the function wrote, as soon as it did. */
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'answer'; readonly requestId: string; readonly payload: string }
  | { readonly type: 'error'; readonly requestId: string; readonly error: ErrorPayload }
  /** The runtime ends: the bundle could not be loaded, or nobody caught an error. */
  | { readonly type: 'fatal'; readonly error: ErrorPayload };
