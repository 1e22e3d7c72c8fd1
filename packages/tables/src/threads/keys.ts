import { KEY_SEPARATOR } from '@frontdesk/core/identity';

/** A message's id, chosen by whoever sends it, so that it can be sent again. */
export const MESSAGE_ID = /^[A-Za-z0-9._:-]{1,128}$/;

export const threadKey = (tenant: string, threadId: string): string => [tenant, threadId].join(KEY_SEPARATOR);

/** Digits of a time in milliseconds: enough until the year 2286. */
const TIME_DIGITS = 13;

/** A message's place in its thread: no two messages of a thread have the same time. */
export const positionOf = (timestamp: number): string => String(timestamp).padStart(TIME_DIGITS, '0');

export const isMessagePosition = (text: string): boolean => /^\d{13}$/.test(text);

export const messageKey = (timestamp: number, messageId: string): string =>
  [positionOf(timestamp), messageId].join(KEY_SEPARATOR);

/** Sorts after every message: a position begins with a digit. */
export const AFTER_MESSAGES = ':';

/** Leads from a message's id to the message. Sorts after every message. */
export const messagePointerKey = (messageId: string): string => ['id', messageId].join(KEY_SEPARATOR);
