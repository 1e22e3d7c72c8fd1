import { documents, version } from '../assets';
import { discover } from '../discover';
import { recommendedRules } from './recommended-rules';

/** The OpenAPI document's part of `make check`: made from the declarations as they are now. Run from the project's root. */
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
