/** Texts as people write them. */
export { type Form, normalForm } from './normal-form';
export { hasVisibleText, visible } from './visible';
