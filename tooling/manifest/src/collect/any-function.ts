import type { FunctionDeclaration, Trigger } from '@frontdesk/core/declare';

/** A function as the collector sees it: whatever its dependencies are, they are not called. */
export type AnyFunction = FunctionDeclaration<never>;

export type AnyTrigger = Trigger<never>;
