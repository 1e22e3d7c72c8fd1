/** The parts of the built OpenAPI document that this function reads. */
interface BuiltDocument {
  readonly components: {
    readonly securitySchemes: { readonly service: { readonly flows: { readonly clientCredentials: object } } };
  };
}

/** The built document, completed with what only a deployment knows: where its service clients get their tokens. */
export const deployedDocument = (built: unknown, tokenUrl: string): object => {
  const { components, ...document } = built as BuiltDocument;
  const { securitySchemes } = components;
  const { clientCredentials } = securitySchemes.service.flows;
  const service = { ...securitySchemes.service, flows: { clientCredentials: { ...clientCredentials, tokenUrl } } };
  return { ...document, components: { ...components, securitySchemes: { ...securitySchemes, service } } };
};
