import { documents, version } from '../assets';
import { discover } from '../discover';
import { recommendedRules } from './recommended-rules';

/**
 * The part of `make check` that checks the OpenAPI document, made from the current declarations. Run it from the
 * project's root.
 */
const main = async (): Promise<void> => {
  const root = process.cwd();
  const { functions } = await discover(root);
  const found = await recommendedRules(documents(functions, version(root))['openapi.json']);
  for (const line of found) console.error(`openapi.json ${line}`);
  if (found.length > 0) process.exitCode = 1;
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
