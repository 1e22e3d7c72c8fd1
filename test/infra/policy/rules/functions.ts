import { first, list, type Rule } from '../rule';

/** Services that invoke a function without waiting for its answer, or retry a batch by themselves. */
const WAITS_FOR_THE_ANSWER = ['apigateway.amazonaws.com', 'cognito-idp.amazonaws.com'];

export const FUNCTION_RULES: readonly Rule[] = [
  {
    name: 'a function is traced',
    types: ['aws_lambda_function'],
    violation: ({ values }) => (first(values.tracing_config).mode === 'Active' ? undefined : 'no X-Ray tracing'),
  },
  {
    name: 'a function logs JSON',
    types: ['aws_lambda_function'],
    violation: ({ values }) => (first(values.logging_config).log_format === 'JSON' ? undefined : 'logs text'),
  },
  {
    // Lambda drops every line below the level, and every line without one: metrics in the embedded format among them.
    name: 'a function decides itself what it logs',
    types: ['aws_lambda_function'],
    violation: ({ values }) => {
      const level = first(values.logging_config).application_log_level;
      return level ? `Lambda drops what is below ${level}` : undefined;
    },
  },
  {
    name: 'a function holds no secret in its environment',
    types: ['aws_lambda_function'],
    violation: ({ values }) => {
      const names = Object.keys((first(values.environment).variables as object | undefined) ?? {});
      const secret = names.filter((name) => /(^|_)(SECRET|PASSWORD|TOKEN|API_?KEY)$/.test(name));
      return secret.length === 0 ? undefined : `has ${secret.join(', ')}`;
    },
  },
  {
    name: 'what nobody waits for has a dead-letter queue',
    types: ['aws_lambda_function'],
    violation: ({ values }, all) => {
      const invokers = all.filter(
        ({ type, values: { function_name } }) =>
          type === 'aws_lambda_permission' && function_name === values.function_name,
      );
      const unattended = invokers
        .map(({ values: { principal } }) => String(principal))
        .filter((name) => !WAITS_FOR_THE_ANSWER.includes(name));
      return unattended.length === 0 || list(values.dead_letter_config).length > 0
        ? undefined
        : `invoked by ${unattended.join(', ')}`;
    },
  },
];
