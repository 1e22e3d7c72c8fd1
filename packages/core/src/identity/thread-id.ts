/** A thread's id. It can contain neither the key separator nor the `@` of `@inbox`. */
export const THREAD_ID = /^[A-Za-z0-9._:-]{1,128}$/;

/** Stands in for a thread's id on connections that follow every thread of a tenant. */
export const INBOX = '@inbox';
