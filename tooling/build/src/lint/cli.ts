import { documents, version } from '../assets';
import { discover } from '../discover';
import { asyncapiProblems } from './asyncapi-rules';
import { openapiProblems } from './openapi-rules';

/**
 * The part of `make check` that checks the OpenAPI and the AsyncAPI document, made from the current declarations. Run it from the
 * project's root.
 */
const main = async (): Promise<void> => {
  const root = process.cwd();
  const { functions } = await discover(root);
  const made = documents(functions, version(root));
  const found = [
    ...(await openapiProblems(made['openapi.json'])).map((line) => `openapi.json ${line}`),
    ...(await asyncapiProblems(made['asyncapi.json'])).map((line) => `asyncapi.json ${line}`),
  ];
  for (const line of found) console.error(line);
  if (found.length > 0) process.exitCode = 1;
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
