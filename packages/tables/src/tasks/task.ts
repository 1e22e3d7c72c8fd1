import { KEY_SEPARATOR } from '@frontdesk/core/identity';

export const TASK_KINDS = ['reservation', 'task'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** A cancelled reservation holds no time; every other one does. */
export const TASK_STATUSES = ['open', 'confirmed', 'done', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What a caller may say about a task. */
export interface TaskContent {
  readonly kind: TaskKind;
  readonly status: TaskStatus;
  /** ISO 8601 in UTC. A reservation has both, and a resource. */
  readonly starts_at?: string;
  readonly ends_at?: string;
  readonly resource?: string;
  readonly customer?: { readonly contact?: string; readonly name?: string };
  readonly notes?: string;
}

export interface Task extends TaskContent {
  readonly name: string;
  /** Counts the task's changes, from 1. */
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The characters of names. */
export const TASK_NAME = /^[A-Za-z0-9._-]{1,128}$/;

/** Names are used in paths: one of them is a route of its own, and segments of dots are resolved (RFC 3986, section 5.2.4). */
const NO_NAMES: readonly string[] = ['availability', '.', '..'];

export const isTaskName = (text: string): boolean => TASK_NAME.test(text) && !NO_NAMES.includes(text);

/** A resource is part of a key: it cannot contain the separator. */
export const isResource = (text: string): boolean => text !== '' && !text.includes(KEY_SEPARATOR);

export const MAX_RESERVATION_MS = 31 * 24 * 60 * 60 * 1_000;
