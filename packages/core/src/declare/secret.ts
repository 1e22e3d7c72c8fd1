/** One secret, read at run time from Secrets Manager as `${app}-${env}/${name}`. Its value is set by hand. */
export interface SecretDeclaration {
  readonly kind: 'secret';
  readonly name: string;
  readonly description: string;
}

export const defineSecret = (spec: Omit<SecretDeclaration, 'kind'>): SecretDeclaration => ({ kind: 'secret', ...spec });
