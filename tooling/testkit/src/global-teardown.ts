import './global-setup';

/** Jest's global tear-down: ends the shared stack. */
export default async (): Promise<void> => {
  await globalThis.frontdeskStack?.close();
};
