import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from './checkout';
import { type Outcome, run, succeed } from './run';

export type Values = Readonly<Record<string, unknown>>;

export interface Resource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly values: Values;
}

interface Module {
  /** Data that cannot be read yet has no values. */
  readonly resources?: readonly (Omit<Resource, 'values'> & Partial<Pick<Resource, 'values'>>)[];
  readonly child_modules?: readonly Module[];
}

interface ResourceChange extends Omit<Resource, 'values'> {
  readonly change: { readonly actions: readonly string[]; readonly after: Values | null };
}

/** What the proof reads of `terraform show -json` (https://developer.hashicorp.com/terraform/internals/json-format). */
export interface Plan {
  readonly planned_values?: { readonly root_module: Module };
  readonly resource_changes?: readonly ResourceChange[];
}

const resourcesIn = (module: Module | undefined): Resource[] =>
  module
    ? [
        ...(module.resources ?? []).map((resource) => ({ ...resource, values: resource.values ?? {} })),
        ...(module.child_modules ?? []).flatMap(resourcesIn),
      ]
    : [];

/** Everything that a plan leads to: managed resources, and data that can only be read during apply. */
export const plannedResources = (plan: Plan): Resource[] => [
  ...resourcesIn(plan.planned_values?.root_module),
  ...(plan.resource_changes ?? [])
    .filter(({ mode, change }) => mode === 'data' && change.after !== null)
    .map(({ change, ...rest }) => ({ ...rest, values: change.after ?? {} })),
];

/** What a plan does to managed resources, by address; what it leaves alone is left out. */
export const plannedActions = (plan: Plan): Record<string, string> =>
  Object.fromEntries(
    (plan.resource_changes ?? [])
      .filter(({ mode, change }) => mode === 'managed' && change.actions.join() !== 'no-op')
      .map(({ address, change }) => [address, change.actions.join('+')]),
  );

/** Terraform in one folder of a checkout. Each step's time is printed. */
export const terraformIn = (copy: Checkout, folder: string, env: NodeJS.ProcessEnv) => {
  const running = { cwd: copy.path(folder), env };
  const locked = existsSync(copy.path(folder, '.terraform.lock.hcl'));
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const began = Date.now();
    try {
      return await work();
    } finally {
      process.stdout.write(`      ${folder}: ${step} took ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
    }
  };
  const must = (args: readonly string[]): Promise<string> => succeed('terraform', args, running);
  const first = (args: readonly string[]): string => args[0] ?? '';

  return {
    init: (...args: string[]) =>
      timed('init', () => must(['init', '-input=false', ...(locked ? ['-lockfile=readonly'] : []), ...args])),
    validate: () => must(['validate']),
    /** Plans into a file. @throws Error if it fails. */
    plan: (...args: string[]): Promise<Plan> =>
      timed('plan', async () => {
        await must(['plan', '-input=false', '-out=proof.tfplan', ...args]);
        return JSON.parse(await must(['show', '-json', 'proof.tfplan'])) as Plan;
      }),
    /** Plans without expecting success. */
    tryPlan: (...args: string[]): Promise<Outcome> => run('terraform', ['plan', '-input=false', ...args], running),
    /** Applies the last plan. */
    apply: () => timed('apply', () => must(['apply', '-input=false', '-parallelism=30', 'proof.tfplan'])),
    destroy: (...args: string[]) =>
      timed('destroy', () => must(['destroy', '-input=false', '-auto-approve', '-parallelism=30', ...args])),
    state: async (): Promise<Resource[]> => {
      const { values } = JSON.parse(await must(['show', '-json'])) as { values?: { root_module: Module } };
      return resourcesIn(values?.root_module);
    },
    /** The outputs of all groups, by their names. */
    outputs: async (): Promise<Values> => {
      const groups = JSON.parse(await must(['output', '-json'])) as Record<string, { value: Values }>;
      return Object.assign({}, ...Object.values(groups).map(({ value }) => value)) as Values;
    },
    run: (...args: string[]) => timed(first(args), () => must(args)),
    folder: (...parts: string[]) => join(copy.path(folder), ...parts),
  };
};

export type Terraform = ReturnType<typeof terraformIn>;
