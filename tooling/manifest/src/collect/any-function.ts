import type { FunctionDeclaration, Trigger } from '@frontdesk/core/declare';

/** A function as the collector sees it. The type of its dependencies does not matter, because nothing calls them. */
export type AnyFunction = FunctionDeclaration<never>;

export type AnyTrigger = Trigger<never>;
