/** Visitor tokens and their keys, and who may open a connection. Staff's tokens have a door of their own, `./staff`. */
export {
  type ConnectingDeps,
  type ConnectionIdentity,
  connecting,
  type Opening,
} from './connecting';
export {
  firstKeyRing,
  formatKeyRing,
  type KeyRing,
  parseKeyRing,
  renewableUntil,
  type SigningKey,
  signingKey,
  withNewKey,
} from './visitors/key-ring';
export { RENEWAL_DAYS, TOKEN_SECONDS } from './visitors/lifetimes';
export { createVisitorKeys, type VisitorKeys, visitorTokenKeys } from './visitors/visitor-keys';
export { createVisitorTokens, type Visitor, type VisitorToken, type VisitorTokens } from './visitors/visitor-tokens';
