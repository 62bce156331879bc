import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Words } from '../base/text.ts';
import { localDateOf } from '../calendar/index.ts';
import { breachesById } from '../capacity/index.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import type { StepDone } from '../engine/cases/index.ts';
import { clausesOfPractice } from '../overview/index.ts';
import { problemCase } from '../practices/monitoring/problem.case.ts';
import { companyMoment, reportCells } from '../practices/monitoring/problem-report.ts';
import type { AddedLine, Running } from './running.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly running: Pick<Running, 'cases' | 'onCaseStep' | 'onLine'>;
  readonly writing: Pick<Writing, 'procedures'>;
}

export interface Breached {
  readonly breach: string;
  /** `check:… device:…` or `target:…`. */
  readonly subject: string;
  readonly about: Words;
  readonly at: Date;
}

export interface Problems {
  /** A level was reached: opens the case of it, in the transaction that opens the breach. */
  breached(tx: Tx, breached: Breached): Promise<void>;
  /** Closes what was dealt with and is measured to be over. Any number of times. */
  sweep(): Promise<void>;
}

const kind = problemCase.id;
const register = problemCase.mirror!.register;
const titleCharsMax = 160;
const noticedBy = 'このシステムの測定';

/** Ties problems (案件) to what they come from: a level that was measured, a line in the register, and to management's report. */
export function openProblems({ pool, clock, log, running, writing }: Wiring): Problems {
  const { cases } = running;
  /** As duties do: nothing opens by itself before the company's first procedures are in force, or where no clause applies. */
  const counts = async (at: Date): Promise<boolean> => {
    const [versions, excluded] = await Promise.all([writing.procedures.versions(), writing.procedures.applicabilityAt(at)]);
    const today = localDateOf(at);
    const started = versions.some(({ state, effectiveOn }) => (state === 'effective' || state === 'superseded') && effectiveOn <= today);
    return started && clausesOfPractice(`case:${kind}`).some((clause) => !excluded.has(clause));
  };

  running.onLine(async (tx: Tx, { register: of, row, cells, ofCase, at }: AddedLine) => {
    if (of !== register || ofCase || !(await counts(at))) return;
    const { title, noticedAt, impact, device, system, noticedBy: seenBy, kind: what } = cells;
    const opening = { title: title!, noticedAt: noticedAt!, kind: what!, impact: impact!, device, system, noticedBy: seenBy };
    const given = Object.fromEntries(Object.entries(opening).map(([id, cell]) => [id, cell ?? null]));
    const devices = typeof device === 'string' ? [device] : [];
    await cases.byMachine(tx, { id: null, kind, step: 'listed', cells: given, devices, line: row, at });
  });

  running.onCaseStep(async (tx: Tx, { case: id, kind: of, to, so, at }: StepDone) => {
    if (of !== kind || to !== 'escalated') return;
    await cases.byMachine(tx, { id, kind, step: 'report', cells: reportCells(so), at });
  });

  const breached = async (tx: Tx, { breach, subject, about, at }: Breached): Promise<void> => {
    if (!(await counts(at))) return;
    const device = / device:(\S+)$/.exec(subject)?.[1] ?? null;
    const title = about.ja.length > titleCharsMax ? `${about.ja.slice(0, titleCharsMax - 1).toWellFormed()}…` : about.ja;
    const cells = { title, noticedAt: companyMoment(at), impact: 'small', device, noticedBy, breach };
    await cases.byMachine(tx, {
      id: null,
      kind,
      variant: 'capacity',
      step: 'measured',
      cells,
      devices: device === null ? [] : [device],
      at,
    });
  };

  const sweep = async (): Promise<void> => {
    const waiting = (await cases.standingIn(kind, ['verifying'])).flatMap(({ id, so }) => {
      const breach = so.done.get('measured')?.cells.breach;
      return typeof breach === 'string' ? [{ id, breach }] : [];
    });
    if (waiting.length === 0) return;
    const ended = new Map(
      (
        await breachesById(
          pool,
          waiting.map(({ breach }) => breach),
        )
      ).flatMap(({ id, endedAt }) => (endedAt === null ? [] : [[id, endedAt] as const])),
    );
    for (const { id, breach } of waiting) {
      const overAt = ended.get(breach);
      if (overAt === undefined) continue;
      const at = clock.now();
      const cells = { overSince: companyMoment(overAt) };
      // Somebody may have checked it meanwhile: then there is nothing left to do.
      await inTransaction(pool, (tx) => cases.byMachine(tx, { id, kind, step: 'over', cells, at })).catch((error: unknown) =>
        log.warn({ err: error, case: id }, 'a problem that is over could not be closed'),
      );
    }
  };
  return { breached, sweep };
}
