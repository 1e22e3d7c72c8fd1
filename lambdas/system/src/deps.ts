import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routeOf } from '@frontdesk/core/declare';
import type { Clock } from '@frontdesk/core/time';

/** Which methods each path of the API has, as the build writes it into `routes.json`. */
export type RouteTable = Readonly<Record<string, readonly string[]>>;

export interface Deps {
  readonly clock: Clock;
  readonly environment: string;
  readonly routes: RouteTable;
  readonly openapi: object;
  readonly asyncapi: object;
}

/** Reads a document that the build laid beside the bundle. */
export const readAsset = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, name), 'utf8'));

export const route = routeOf<Deps>();
