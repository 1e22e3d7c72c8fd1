import { KEY_SEPARATOR } from '@frontdesk/core/identity';

/** E.164: a plus sign and up to fifteen digits (https://www.itu.int/rec/T-REC-E.164). */
export const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/;

/** A chat session's id, chosen by us or by the caller. It cannot contain the key separator. */
export const SESSION_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Stands in for the phone number of a customer who has given none. */
export const webContact = (sessionId: string): string => `web:${sessionId}`;

/** Keys of `-logs`: a contact's entries are in one range, ordered by time. */
export const logKey = (contact: string, at: string, id: string): string => [contact, at, id].join(KEY_SEPARATOR);
export const logRange = (contact: string): string => `${contact}${KEY_SEPARATOR}`;
export const sessionPointerKey = (sessionId: string): string => `session${KEY_SEPARATOR}${sessionId}`;

/** The turns of a session that are stored under a phone number, by their position, whatever else that customer said. */
export const listedRange = (sessionId: string): string => `${sessionPointerKey(sessionId)}${KEY_SEPARATOR}`;

/** Unanswered questions are together in one range, ordered by time; each leads to its turn. */
export const UNANSWERED_RANGE = `unanswered${KEY_SEPARATOR}`;
export const unansweredKey = (at: string, id: string): string => `${UNANSWERED_RANGE}${at}${KEY_SEPARATOR}${id}`;
