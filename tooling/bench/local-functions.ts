import { join } from 'node:path';
import { layout } from '@frontdesk/build/layout';
import type { Reference } from '@frontdesk/core/declare';
import type { LocalFunction } from '@frontdesk/local/lambda/function';
import { localFunctions } from '@frontdesk/local/stack/local-functions';
import type { Stack } from '@frontdesk/local/stack/stack';

/** The project's folders. */
export const places = layout(join(__dirname, '..', '..'));

/** The functions, with the environment they have in the local stack: their requests meet the real engine. */
export const localFunctionsOf = ({ outputs, manifest }: Stack, awsEndpoint: string): LocalFunction[] =>
  localFunctions(manifest(), {
    references: outputs as Record<Reference, string>,
    awsEndpoint,
    dist: places.dist,
  });
