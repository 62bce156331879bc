import type { Clock } from '../base/clock.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import type { Cases } from '../engine/cases/index.ts';
import type { Requests } from '../engine/requests/index.ts';
import { testDataUse } from '../practices/test-data/use.case.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly cases: Cases;
  readonly requests: Requests;
}

const pageMax = 100;
const product = { actor: 'system', accountId: null, roles: ['administrator'] } as const;

/**
 * Where the approval of real data ran out or was revoked and nobody said that the test is over, it is over: the deletion falls due. For a
 * timer; it may run at any time, any number of times.
 */
export async function endTestsRunOut({ pool, clock, cases, requests }: Wiring): Promise<void> {
  const wanted = { kind: testDataUse.id, state: 'open', in: 'in-use', mine: false, q: '', limit: pageMax } as const;
  for (let offset = 0; ; ) {
    const { cases: page } = await cases.list({ ...wanted, offset }, product);
    const over = new Map((await requests.runOut(page.flatMap(({ one }) => one.request ?? []))).map((each) => [each.id, each]));
    for (const { one } of page) {
      const end = one.request === null ? undefined : over.get(one.request);
      if (end === undefined) continue;
      const ranOut = end.state === 'expired' && end.validUntil !== null;
      const cells = {
        endedAt: ranOut ? `${end.validUntil}T23:59` : new Date(end.endedAt.getTime() + 9 * 3_600_000).toISOString().slice(0, 16),
        why: ranOut ? '承認の期間が過ぎました。' : '承認が取り消されました。',
      };
      const at = clock.now();
      await inTransaction(pool, (tx) => cases.byMachine(tx, { id: one.id, kind: testDataUse.id, step: 'run-out', cells, at }));
    }
    if (page.length < pageMax) return;
    // Those that were moved are not on the list any more.
    offset += page.length - over.size;
  }
}
