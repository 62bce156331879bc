import { Fault } from '../base/fault.ts';
import { sha256Hex } from '../base/hash.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { findingsToDecide, insertEvents, type LockedFinding, type NewEvent, newestComplete, proposalsOf } from './event.store.ts';
import type { FindingState, FindingStep, ScansDeps, WantedState, Who } from './ports.ts';
import { workedTarget } from './target.ts';

export const decideLimits = { findingsMax: 500, reasonCharsMax: 1_000 } as const;

export interface Decision {
  readonly step: FindingStep;
  /** With the revision that was on the screen. */
  readonly findings: readonly { readonly id: string; readonly revision: number }[];
  readonly reason: string;
  /** What is proposed; null for every other step. */
  readonly wanted: WantedState | null;
  /** 2027-03-31; until when something is left. Null for a seeded defect. */
  readonly until: string | null;
}

/** Who may agree that something is left. Whoever proposed it never does: SQL refuses it too. */
const agreeing = ['administrator', 'committee'];

/**
 * One step of many findings of one target: all of them or none.
 *
 * @throws Fault `conflict` where one changed meanwhile, `same-person`, `reason-required`, `wrong-state` where the step does not lead on from
 * where one stands, or no later scan proves that it is gone
 */
export async function decide(deps: ScansDeps, given: Decision, who: Who): Promise<void> {
  const reason = given.reason.trim();
  if ((given.step === 'propose' || given.step === 'reopen') && reason === '') throw new Fault('reason-required');
  if (who.accountId === null)
    throw new Fault('forbidden', { ja: '画面からサインインして決めてください。', en: 'Sign in on a screen to decide.' });
  if (given.step === 'agree' && !who.roles.some((role) => agreeing.includes(role))) throw new Fault('forbidden');
  const at = deps.clock.now();
  checkUntil(deps, given, at);
  try {
    await inTransaction(deps.pool, async (tx) => {
      const revisions = new Map(given.findings.map(({ id, revision }) => [id, revision]));
      const findings = await findingsToDecide(tx, [...revisions.keys()]);
      const [first] = findings;
      if (first === undefined || findings.length !== revisions.size) throw new Fault('not-found');
      if (findings.some(({ targetId }) => targetId !== first.targetId))
        throw new Fault('bad-request', { problem: 'of more than one target' });
      if (given.step !== 'agree') await workedTarget(deps, first.targetId, who);
      if (findings.some(({ id, revision }) => revisions.get(id) !== revision))
        throw new Fault('conflict', { problem: 'changed meanwhile' });
      const events = await eventsFor(tx, given, findings);
      const [wanted] = events.map((event) => event.wanted);
      const payload = {
        step: given.step,
        findings: findings.map(({ id }) => id),
        wanted: wanted ?? null,
        until: events[0]?.until ?? null,
        reason: reason === '' ? null : sha256Hex(reason),
      };
      const seq = await append(tx, at, [{ kind: 'scan.decided', actor: who.actor, subject: `scan-target:${first.targetId}`, payload }]);
      await insertEvents(
        tx,
        events,
        { step: given.step, reason: reason.slice(0, decideLimits.reasonCharsMax), by: who.actor, person: who.person, at },
        seq,
      );
    });
  } catch (error) {
    throw refusalOf(error);
  }
}

function checkUntil(deps: ScansDeps, { step, wanted, until }: Decision, at: Date): void {
  if (step !== 'propose') return;
  if (wanted === null) throw new Fault('bad-request', { problem: 'what is proposed' });
  if (wanted === 'seeded') {
    if (until !== null) throw new Fault('bad-request', { problem: 'a seeded defect has no end' });
    return;
  }
  const { acceptMaxDays } = deps.rulesAt(at);
  const last = deps.dayOf(new Date(at.getTime() + acceptMaxDays * 86_400_000));
  if (until === null || until < deps.dayOf(at) || until > last)
    throw new Fault('value-out-of-bounds', {
      until,
      ja: `期限は今日から${acceptMaxDays}日以内(${last}まで)で決めてください。`,
      en: `Choose an end within ${acceptMaxDays} days from today (until ${last}).`,
    });
}

/** Where each step leads from each state; absent where it does not. The triggers say the same. */
const leads: Readonly<Record<Exclude<FindingStep, 'propose' | 'agree' | 'decline'>, readonly [readonly FindingState[], FindingState]>> = {
  plan: [['new', 'fixed'], 'planned'],
  fix: [['new', 'planned'], 'fixed'],
  verify: [['new', 'planned', 'fixed'], 'verified'],
  reopen: [['planned', 'fixed', 'verified', 'accepted', 'not-affected', 'seeded'], 'new'],
};

async function eventsFor(tx: Tx, given: Decision, findings: readonly LockedFinding[]): Promise<NewEvent[]> {
  const { step } = given;
  const proposals =
    step === 'agree'
      ? await proposalsOf(
          tx,
          findings.map(({ id }) => id),
        )
      : null;
  const newest = step === 'verify' ? await newestComplete(tx, findings[0]!.targetId) : null;
  return findings.map((finding): NewEvent => {
    const { id, state, revision } = finding;
    const base = { finding: id, no: revision + 1, from: state, wanted: null, until: null, importId: null };
    if (step === 'propose') {
      if (state === 'verified' || finding.proposal !== null) throw wrongState(finding);
      return { ...base, to: state, wanted: given.wanted, until: given.until };
    }
    if (step === 'decline') {
      if (finding.proposal === null) throw wrongState(finding);
      return { ...base, to: state };
    }
    if (step === 'agree') {
      const proposed = proposals!.get(id);
      if (!proposed?.wanted) throw wrongState(finding);
      return { ...base, to: proposed.wanted, wanted: proposed.wanted, until: proposed.until };
    }
    const [from, to] = leads[step];
    if (!from.includes(state)) throw wrongState(finding);
    if (step !== 'verify') return { ...base, to };
    const importId = newest!.get(`${finding.tool}\n${finding.scope}`) ?? null;
    if (finding.seen || importId === null) throw unproven();
    return { ...base, to, importId };
  });
}

const wrongState = ({ id, state }: LockedFinding): Fault => new Fault('wrong-state', { finding: id, state });
const unproven = (): Fault =>
  new Fault('wrong-state', {
    problem: 'unproven',
    ja: '修正の後に行った診断で見つからなくなったものだけを、確認済みにできます。診断し直して取り込んでください。',
    en: 'Only what a scan made after the repair no longer shows can be confirmed. Scan again and import the report.',
  });

/** The server's clock was set back: what was decided last, or the scan that showed it, lies in what is the future now. */
const clockBehind = (cause: unknown): Fault =>
  new Fault(
    'wrong-state',
    {
      problem: 'clock-behind',
      ja: 'サーバの時計が、前の記録より前の時刻を示しています。時計を確かめてから、もう一度お試しください。何も変わっていません。',
      en: 'The server’s clock shows an earlier time than the record before. Check the clock and try again. Nothing was changed.',
    },
    { cause },
  );

/** What the guards in SQL refuse, in the words of the screen. */
function refusalOf(error: unknown): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (constraint === 'scans_apart') return new Fault('same-person', {}, { cause: error });
  if (constraint === 'scans_proof') return unproven();
  if (constraint === 'scans_until')
    return new Fault('wrong-state', { problem: 'expired', ja: '提案の期限が過ぎています。', en: 'What was proposed has ended by now.' });
  if (constraint === 'scans_past') return clockBehind(error);
  if (code === '40001' || code === '40P01') return new Fault('conflict', { problem: 'changed meanwhile' }, { cause: error });
  return error;
}
