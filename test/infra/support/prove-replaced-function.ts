import { declaredInvokers, sorted } from './expected-invokers';
import type { ProvedEnvironment } from './proved-environment';
import { plannedActions } from './terraform';

/** A function that has to be replaced is invoked afterwards by all that invoked it before. */
export const proveReplacedFunction = (proved: () => ProvedEnvironment): void => {
  test('a role that was deleted by hand is replaced together with its function, whose key only knew the old role', async () => {
    const fn = proved().functions.toSorted((a, b) => invokersOf(b.name) - invokersOf(a.name))[0];
    if (!fn) throw new Error('The manifest has no function.');
    const role = `${proved().prefix}-${fn.name}`;
    await proved().aws('iam', 'delete-role-policy', '--role-name', role, '--policy-name', 'grants');
    await proved().aws('iam', 'delete-role', '--role-name', role);

    const of = (name: string) => `module.frontdesk.module.function["${fn.name}"].${name}`;
    expect(plannedActions(await proved().terraform.plan())).toMatchObject({
      [of('aws_iam_role.this')]: 'create',
      [of('aws_lambda_function.this')]: 'delete+create',
      [of('aws_lambda_alias.this')]: 'delete+create',
    });
    await proved().terraform.apply();
    expect(plannedActions(await proved().terraform.plan())).toEqual({});
    const { functions, apis } = await proved().look();
    expect(sorted(functions[role]?.invokers)).toEqual(declaredInvokers(proved().manifest, fn, proved().prefix, apis));
  });

  const invokersOf = (name: string): number =>
    proved().deployed.functions[`${proved().prefix}-${name}`]?.invokers.length ?? 0;
};
