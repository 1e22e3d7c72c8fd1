/** Collects all declarations into one document. */
export type { AnyFunction } from './any-function';
export { type Artifact, collect } from './collect';
export { type Declared, declaredBy } from './declared';
export { collectTable } from './resources';
export { collectRoutes } from './routes';
