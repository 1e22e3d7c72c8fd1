import { first, list, type Rule } from '../rule';

/** What callers meet first: the check of who they are, and the limit on how many requests get through. */
export const EDGE_RULES: readonly Rule[] = [
  {
    name: 'users are made by administrators only',
    types: ['aws_cognito_user_pool'],
    violation: ({ values }) =>
      first(values.admin_create_user_config).allow_admin_create_user_only === true ? undefined : 'anybody may sign up',
  },
  {
    name: 'a client does not tell who has an account',
    types: ['aws_cognito_user_pool_client'],
    violation: ({ values }) =>
      values.prevent_user_existence_errors === 'ENABLED' ? undefined : 'tells unknown users apart',
  },
  {
    name: 'a client names how users may sign in with it',
    types: ['aws_cognito_user_pool_client'],
    violation: ({ values }) =>
      list(values.explicit_auth_flows).length > 0 ? undefined : "allows Cognito's default flows, custom ones included",
  },
  {
    name: 'no user can write the tenant',
    types: ['aws_cognito_user_pool_client'],
    violation: ({ values }) =>
      list(values.write_attributes).length === 0 || list(values.write_attributes).includes('custom:tenant_id')
        ? 'custom:tenant_id can be written'
        : undefined,
  },
  {
    name: 'a stage is throttled and keeps an access log',
    types: ['aws_apigatewayv2_stage'],
    violation: ({ values }) => {
      const { throttling_burst_limit: burst, throttling_rate_limit: rate } = first(values.default_route_settings);
      if (!(Number(burst) > 0 && Number(rate) > 0)) return 'not throttled';
      return list(values.access_log_settings).length > 0 ? undefined : 'no access log';
    },
  },
];
