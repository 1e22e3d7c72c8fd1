import { Problem } from '@frontdesk/core/errors';
import { type Answer, type Request, requireMatch } from '@frontdesk/core/http';
import { isoTime } from '@frontdesk/core/time';
import { repeatOnContention } from '@frontdesk/tables';
import type { Deps } from '../deps';
import { currentAnswer, type DocumentSpec, stateOf } from './document';

type Caller = Pick<Request<unknown, unknown, unknown>, 'tenant' | 'admitted' | 'principal' | 'headers' | 'remainingMs'>;

export interface NextVersion<C> {
  /** It may still be loading: it is awaited together with the current version. */
  readonly content: C | Promise<C>;
  /** The version that the change was made from, if the caller says so. */
  readonly basedOn?: number | undefined;
  /** On an idempotent route, the request's own `settle`. */
  readonly settle?: Request<unknown, unknown, unknown>['settle'];
}

/**
 * Makes content the current version. `version` and `If-Match` are checked against what was read here, and the commit is
 * conditional on that: if several change one version, one of them succeeds. The others read again and retry, so a caller
 * who named no version does not notice.
 * @throws Problem `version_conflict`, `precondition_failed`.
 */
export const writeVersion = async <C extends object>(
  spec: DocumentSpec<C>,
  caller: Caller,
  { tables, clock }: Deps,
  { content: wanted, basedOn, settle }: NextVersion<C>,
): Promise<Answer> => {
  const { principal, headers, remainingMs } = caller;
  const tenantTables = tables.forRequest(caller);
  const versions = spec.of(tenantTables);
  return repeatOnContention(async () => {
    const [current, content] = await Promise.all([versions.current(), wanted]);
    const { version } = stateOf(current);
    requireMatch(headers, stateOf(current));
    if (basedOn !== undefined && basedOn !== version) {
      throw new Problem('version_conflict', {
        detail: `The current version is ${version}; the change was made from ${basedOn}.`,
      });
    }
    const next = {
      version: version + 1,
      content,
      updated_at: isoTime(clock.now()),
      updated_by: `${principal.kind}:${principal.id}`,
    };
    const answer = currentAnswer(spec, next);
    await tenantTables.commit(versions.write(next), settle?.(answer));
    return answer;
  }, remainingMs);
};
