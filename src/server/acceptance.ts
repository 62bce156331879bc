import { Acceptance } from '../acceptance/index.ts';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Pool, Tx } from '../db/pool.ts';
import type { CaseReceipt } from '../engine/cases/index.ts';
import { acceptanceCase } from '../practices/development/acceptance.case.ts';
import { acceptanceApprovers } from '../practices/development/approvers.ts';
import type { Values } from '../values/index.ts';
import { acceptedLines, openFindingsOf } from './open-findings.ts';
import type { Running } from './running.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly values: Values;
  readonly running: Pick<Running, 'cases' | 'lookups' | 'attachments' | 'onCaseStep'>;
}

/** Opens the room of acceptance specifications and ties it to the engine of cases, people and files. */
export function openAcceptances({ pool, clock, values, running }: Wiring): Acceptance {
  const { cases, lookups, attachments } = running;
  const acceptance = new Acceptance({
    pool,
    clock,
    ports: {
      caseFor: async (id, actor) => {
        const { one, kind, number, events } = await cases.detail(id, actor);
        if (kind.id !== acceptanceCase.id) throw new Fault('not-found', { case: id });
        const lines = acceptedLines(events[0]?.event.cells);
        return { id, number, label: one.label, state: one.state, stateTitle: kind.states[one.state]!.title, lines };
      },
      personOf: (account) => lookups.personOf(account),
      isPerson: async (id) => (await lookups.named('person', [id])).get(id)?.gone === false,
      committeeApproves: (at) => values.inForce(acceptanceApprovers, at) === 'managerAdministratorAndCommittee',
      openFindings: openFindingsOf(values),
      bindFiles: attachments.bind.bind(attachments),
      counted: async (tx, id, cells, at) => {
        await cases.byMachine(tx, { id, kind: acceptanceCase.id, step: 'counted', cells, at });
      },
    },
  });
  running.onCaseStep(async (tx, done) => {
    if (done.kind !== acceptanceCase.id) return;
    const opening = done.so.done.get('open') ?? done.so.done.get('open-for');
    await acceptance.onStep(tx, { ...done, lines: acceptedLines(opening?.cells) });
  });
  return acceptance;
}

/** What is accepted, as whoever hands it over knows it. Lines of registers and people by id; `developer` never approves. */
export interface AcceptanceWanted {
  readonly title: string;
  readonly kind: 'new' | 'modified' | 'delivery' | 'package';
  readonly system?: string | null;
  readonly project?: string | null;
  readonly supplier?: string | null;
  readonly developer?: string | null;
  readonly tester?: string | null;
  /** Where it came from: a delivery of a supplier, a project, a change; shown on the page of the acceptance. */
  readonly source: { readonly what: string; readonly ref: string; readonly label: string };
  readonly at: Date;
}

/**
 * Opens an acceptance for a supplier's delivery, a project or a change, in the caller's transaction. It appends to the ledger: only the
 * caller's own entries come after it. Whoever calls it links its own case to the receipt's id (`cases.link`), and hears of the end by
 * `running.onCaseStep` (kind `development/acceptance`, step `live`).
 *
 * @throws Fault `conflict` where an acceptance of the same title was opened on the same day: put the number of the delivery into it
 */
export async function openAcceptance(cases: Running['cases'], tx: Tx, wanted: AcceptanceWanted): Promise<CaseReceipt> {
  const { at, source } = wanted;
  const cells = {
    title: wanted.title.slice(0, 160).toWellFormed(),
    kind: wanted.kind,
    system: wanted.system ?? null,
    project: wanted.project ?? null,
    supplier: wanted.supplier ?? null,
    developer: wanted.developer ?? null,
    tester: wanted.tester ?? null,
  };
  const opened = await cases.byMachine(tx, { id: null, kind: acceptanceCase.id, step: 'open-for', cells, at });
  await cases.link(tx, opened.id, { ...source, by: 'system', at });
  return opened;
}
