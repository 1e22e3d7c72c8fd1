import { settleSeed } from './randomness';

/** Jest's global set-up of the tests that need no stack. */
export default settleSeed;
