/** What stops a build. */
export { faults } from './faults';
export { type Found, uncollected } from './uncollected';
