import type { Resource } from '../support/terraform';
import { EXCEPTIONS, type Exception } from './exceptions';
import { RULES } from './rules';

export interface Finding {
  readonly rule: string;
  readonly address: string;
  readonly violation: string;
}

/** Checks every resource against every rule. @returns what is wrong, without the exceptions. */
export const checkPolicy = (resources: readonly Resource[], exceptions: readonly Exception[] = EXCEPTIONS): Finding[] =>
  RULES.flatMap(({ name, types, violation }) =>
    resources
      .filter(({ type }) => types === 'all' || types.includes(type))
      .flatMap((resource) => {
        const wrong = violation(resource, resources);
        return wrong === undefined ? [] : [{ rule: name, address: resource.address, violation: wrong }];
      }),
  ).filter(
    (finding) =>
      !exceptions.some(
        ({ rule, address, violation }) =>
          rule === finding.rule && address.test(finding.address) && violation.test(finding.violation),
      ),
  );
