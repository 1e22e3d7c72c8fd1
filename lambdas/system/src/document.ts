/** The parts of the built OpenAPI document that this function reads. */
interface BuiltOpenapi {
  readonly components: {
    readonly securitySchemes: { readonly service: { readonly flows: { readonly clientCredentials: object } } };
  };
}

/** The built OpenAPI document, completed with what only a deployment knows: where its service clients get their tokens. */
export const deployedOpenapi = (built: unknown, tokenUrl: string): object => {
  const { components, ...document } = built as BuiltOpenapi;
  const { securitySchemes } = components;
  const { clientCredentials } = securitySchemes.service.flows;
  const service = { ...securitySchemes.service, flows: { clientCredentials: { ...clientCredentials, tokenUrl } } };
  return { ...document, components: { ...components, securitySchemes: { ...securitySchemes, service } } };
};

/** The part of the built AsyncAPI document that this function reads. A product without a WebSocket API has no servers. */
interface BuiltAsyncapi {
  readonly servers?: { readonly realtime: { readonly variables: object } };
}

/** The built AsyncAPI document, completed with the address of the deployment's WebSocket API; empty if it has none. */
export const deployedAsyncapi = (built: unknown, realtimeUrl: string): object => {
  const { servers, ...document } = built as BuiltAsyncapi;
  if (!servers || realtimeUrl === '') return document;
  const { protocol, host, pathname } = new URL(realtimeUrl);
  const { variables: _, ...server } = servers.realtime;
  return { ...document, servers: { realtime: { ...server, protocol: protocol.replace(':', ''), host, pathname } } };
};
