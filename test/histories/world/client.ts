import type { SocketRole } from '@frontdesk/tables';
import type { History, SeenMessage } from '../history';
import { Life } from '../simulation/life';
import type { Scheduler } from '../simulation/scheduler';
import type { FrameBody, SocketApi, SocketUser } from './socket-api';
import { View } from './view';

/** Milliseconds after which a client does again what nothing has come of. */
const PATIENCE_MS = 8_000;

/** Milliseconds before a client opens its next connection. */
const RECONNECT_MS = 1_000;

/** Messages of a page: few, so that there are several pages. */
const PAGE = 3;

interface Unanswered {
  readonly messageId: string;
  readonly text: string;
}

/** A frame of the WebSocket API, as far as a client looks into it. */
interface Frame {
  readonly action?: string;
  readonly message?: SeenMessage;
  readonly messages?: readonly SeenMessage[];
  readonly thread?: { readonly messages: number };
  readonly messageId?: string;
  readonly sequence?: number;
  readonly timestamp?: number;
  readonly cursor?: string;
  readonly more?: boolean;
  readonly code?: string;
}

interface World {
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly api: SocketApi;
  readonly threadId: string;
}

/**
 * A client as the documentation tells one to be: it knows a message by its id, sees by `sequence` that it missed one, lists
 * what came after its last cursor when it did or has connected anew, and sends a message again, with the same id, until it is
 * acknowledged.
 */
export class Client implements SocketUser {
  readonly view = new View();
  readonly life: Life;
  readonly #world: World;
  readonly #unacknowledged = new Map<string, Unanswered>();
  /** Is called once, when it first sees the assistant write. */
  onDraft: (() => void) | undefined;
  #connection: string | undefined;
  #isListing = false;
  #said = 0;

  constructor(
    readonly name: string,
    readonly userId: string,
    readonly role: SocketRole,
    readonly home: string,
    world: World,
  ) {
    this.life = new Life(name);
    this.#world = world;
  }

  /** Opens a connection, and another whenever one is refused. */
  async connect(): Promise<void> {
    const id = await this.#world.api.open(this);
    if (id === undefined) return this.#after(RECONNECT_MS, 'connects again', () => void this.connect());
    this.#connection = id;
    this.#isListing = false;
    this.catchUp();
    for (const said of this.#unacknowledged.values()) this.#transmit(said);
  }

  /** Loses its connection, and opens another. */
  drop(): void {
    if (this.#connection === undefined) return;
    this.#world.api.end(this.#connection);
    this.#connection = undefined;
    this.#after(RECONNECT_MS, 'connects again', () => void this.connect());
  }

  say(text: string): void {
    this.#said += 1;
    const said = { messageId: `${this.name}-${this.#said}`, text };
    this.#world.history.record({ type: 'said', by: this.name, ...said });
    this.#unacknowledged.set(said.messageId, said);
    this.#transmit(said);
  }

  /** A frame for which it expects nothing. */
  signal(body: FrameBody): void {
    if (this.#connection !== undefined) void this.#world.api.frame(this.#connection, body);
  }

  /** Asks for what came after its cursor. */
  catchUp(): void {
    if (this.#connection === undefined || this.#isListing) return;
    this.#isListing = true;
    const connection = this.#connection;
    const { threadId, api } = this.#world;
    const { cursor } = this.view;
    void api.frame(connection, {
      action: 'messages.list',
      threadId,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    this.#after(PATIENCE_MS, 'looks whether its list came', () => {
      if (this.#connection !== connection || !this.#isListing) return;
      this.#isListing = false;
      this.catchUp();
    });
  }

  receive(received: unknown): void {
    const frame = received as Frame;
    switch (frame.action) {
      case 'message':
        this.#take(frame.message, frame.cursor);
        break;
      case 'messages':
        this.#takePage(frame);
        break;
      case 'message.delta':
        this.onDraft?.();
        this.onDraft = undefined;
        break;
      case 'message.ack':
        this.#acknowledge(frame);
        break;
      case 'thread.updated':
        if ((frame.thread?.messages ?? 0) > this.view.complete) this.catchUp();
        break;
    }
    if (this.view.hasGap) this.catchUp();
  }

  get isDone(): boolean {
    return this.#unacknowledged.size === 0;
  }

  #take(message: SeenMessage | undefined, cursor?: string): void {
    if (!message) return;
    this.#world.history.record({ type: 'seen', by: this.name, message });
    this.view.take({ message, cursor });
  }

  #takePage({ messages = [], cursor, more }: Frame): void {
    this.#isListing = false;
    for (const message of messages) this.#take(message, message === messages.at(-1) ? cursor : undefined);
    if (more) this.catchUp();
  }

  #acknowledge({ messageId = '', sequence = 0, timestamp = 0, cursor }: Frame): void {
    const said = this.#unacknowledged.get(messageId);
    this.#world.history.record({ type: 'acknowledged', by: this.name, messageId, sequence, timestamp });
    if (!said) return;
    this.#unacknowledged.delete(messageId);
    const messageType = this.role === 'staff' ? 'human' : 'user';
    this.#take({ messageId, messageType, text: said.text, sequence, timestamp }, cursor);
  }

  #transmit(said: Unanswered): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    const { threadId, api } = this.#world;
    void api.frame(connection, { action: 'message.send', threadId, ...said });
    this.#after(PATIENCE_MS, `looks whether ${said.messageId} is acknowledged`, () => {
      if (this.#connection === connection && this.#unacknowledged.has(said.messageId)) this.#transmit(said);
    });
  }

  #after(ms: number, label: string, act: () => void): void {
    const { scheduler } = this.#world;
    scheduler.park({ life: this.life, label, due: scheduler.now() + ms, run: () => void act() as undefined });
  }
}
