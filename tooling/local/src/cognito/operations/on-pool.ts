import * as z from 'zod/mini';
import { type JsonOperation, operation } from '../../endpoint/protocols/json';
import { resourceNotFound } from '../errors';
import type { PoolContext } from '../pool-context';

/** What every operation on the pool names, and every operation on one of its users. */
export const poolInput = z.object({ UserPoolId: z.string() });
export const userInput = z.extend(poolInput, { Username: z.string() });

/** Makes operations that refuse any pool but this one. */
export const onPool =
  ({ state }: PoolContext) =>
  <S extends z.ZodMiniType<{ UserPoolId: string }>>(
    schema: S,
    run: (input: z.output<S>) => object | Promise<object>,
  ): JsonOperation =>
    operation(schema, (input) => {
      if (input.UserPoolId !== state.read().poolId) {
        throw resourceNotFound(`User pool ${input.UserPoolId} does not exist.`);
      }
      return run(input);
    });
