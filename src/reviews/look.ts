import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { type Words, words } from '../base/text.ts';
import { inTransaction, isUnavailable } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { CampaignRow } from './campaign.store.ts';
import { remediating } from './finish.ts';
import { fold } from './join.ts';
import { absence } from './population.ts';
import type { ReviewsDeps } from './ports.ts';
import { insertLooks, type Look, type LookState, type Remediation, remediationsOf } from './remediation.store.ts';
import { type Candidate, type Collected, campaignSubject } from './shape.ts';

interface Opinion {
  readonly state: LookState;
  readonly because: Words;
  readonly measuredAt: Date | null;
}

/** Looks whether what reviews took away is gone. Nothing is written where nothing changed. Returns how many looks were. */
export async function lookAll(deps: ReviewsDeps): Promise<number> {
  let looks = 0;
  for (const campaign of await remediating(deps)) {
    try {
      looks += await look(deps, campaign);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      deps.log.error({ err: error, case: campaign.caseId }, 'could not look whether what a review revoked is gone');
    }
  }
  return looks;
}

async function look(deps: ReviewsDeps, campaign: CampaignRow): Promise<number> {
  const { pool, clock, ports } = deps;
  const before = await remediationsOf(pool, campaign.caseId);
  const at = clock.now();
  const collected = await ports.collect(campaign.variant, at);
  const now = new Map(collected.candidates.map((candidate) => [candidate.key, candidate]));
  const opinions = new Map(before.map((one) => [one.id, opinionOf(one, now.get(one.key) ?? null, collected)]));
  const changed = before.filter((one) => differs(one.look, opinions.get(one.id)!));
  const done = before.every(({ id }) => isDone(opinions.get(id)!.state));
  const step = done ? 'verify' : 'back';
  const moves = campaign.state === (done ? 'remediating' : 'verified');
  if (changed.length === 0 && !moves) return 0;
  await inTransaction(pool, async (tx) => {
    const held = new Map((await remediationsOf(tx, campaign.caseId)).map((one) => [one.id, one.look?.no ?? 0]));
    const rows = changed
      // Another sweep was faster; what is left comes with the next one.
      .filter(({ id, look: last }) => held.get(id) === (last?.no ?? 0))
      .map(({ id, look: last }): Look => ({ lineId: id, no: (last?.no ?? 0) + 1, ...opinions.get(id)!, at }));
    if (rows.length < changed.length) return;
    if (rows.length > 0) {
      const payload = {
        lines: rows.length,
        gone: rows.filter(({ state }) => isDone(state)).length,
        content: sha256Hex(
          canonicalJson(
            rows.map((row) => ({ line: row.lineId, no: row.no, state: row.state, measuredAt: row.measuredAt?.toISOString() ?? null })),
          ),
        ),
      };
      const seq = await append(tx, at, [{ kind: 'review.looked', actor: 'system', subject: campaignSubject(campaign.caseId), payload }]);
      await insertLooks(tx, rows, seq);
      const ends = changed.filter(({ id, row, wanted }) => row !== null && wanted === 'revoke' && opinions.get(id)!.state === 'gone');
      for (const { row } of ends)
        await ports.register.end(tx, row!, { reason: `REV-${campaign.number}: 見直しで取消し。測定で消えたことを確認`, at });
    }
    if (moves) await ports.cases.go(tx, { id: campaign.caseId, variant: campaign.variant, step, cells: {}, at });
  });
  return changed.length;
}

const isDone = (state: LookState): boolean => state === 'gone' || state === 'reduced';
const differs = (last: Look | null, now: Opinion): boolean =>
  last === null || last.state !== now.state || last.because.ja !== now.because.ja || (isDone(now.state) && !isDone(last.state));

/** What the sources say now of what was to be taken away. Pure. */
export function opinionOf(
  one: Pick<Remediation, 'seen' | 'subject' | 'row' | 'wanted' | 'since' | 'level' | 'measured'>,
  now: Candidate | null,
  { candidates, proof }: Pick<Collected, 'candidates' | 'proof'>,
): Opinion {
  const shown = now !== null && isShown(now) ? now : (candidates.find((each) => isSame(one, each, proof)) ?? null);
  if (shown !== null) {
    const less =
      one.measured === 'measured' && shown.measured === 'measured' && (shown.level !== one.level || shown.seen.extent < one.seen.extent);
    const at = less && one.wanted === 'reduce' ? newest(shown, proof, one.since) : null;
    if (at !== null)
      return {
        state: 'reduced',
        because: words(`権限が変わりました: ${shown.level}`, `The right is another now: ${shown.level}`),
        measuredAt: at,
      };
    return { state: 'still-there', because: words('まだ残っています。', 'It is still there.'), measuredAt: null };
  }
  const at = absence(one.seen, one.row, proof, one.since);
  if (at !== null) return { state: 'gone', because: words('測定で消えています。', 'It is measured to be gone.'), measuredAt: at };
  return { state: 'not-measured', because: howToProve(one.seen), measuredAt: null };
}

/** Something else than a register shows it; a list that has grown old too, for it is the newest there is. */
const isShown = ({ measured, seen }: Candidate): boolean =>
  measured === 'measured' || seen.shownBy.some((source) => source === 'measured' || source.startsWith('list:'));

/** The same right under another line: a register that was rewritten meanwhile hides nothing. */
function isSame({ seen, subject }: Pick<Remediation, 'seen' | 'subject'>, other: Candidate, { lists }: Collected['proof']): boolean {
  const logins = new Set(seen.logins.length > 0 ? seen.logins : [fold(seen.account)]);
  const isTheirs =
    other.seen.logins.some((login) => logins.has(login)) || (seen.logins.length === 0 && subject !== null && other.subject === subject);
  if (!isTheirs) return false;
  if (other.seen.shownBy.includes('measured') && (seen.everyDevice || other.seen.devices.some((device) => seen.devices.includes(device))))
    return true;
  return other.seen.shownBy.some((source) => {
    if (!source.startsWith('list:')) return false;
    const names = lists.find((list) => list.source === source)?.names;
    return seen.shownBy.includes(source) || seen.covers.some((name) => names?.has(name));
  });
}

/** When the sources that show it spoke last, if that is later than the decision. */
function newest({ seen }: Candidate, proof: Collected['proof'], since: Date): Date | null {
  const times = [
    ...seen.devices.flatMap((device) => proof.observed?.get(device) ?? []),
    ...proof.lists.filter(({ source }) => seen.shownBy.includes(source)).map(({ at }) => at),
    ...(seen.shownBy.includes('counted') && proof.counted !== null ? [proof.counted] : []),
  ].filter((at) => at > since);
  return times.length === 0 ? null : new Date(Math.min(...times.map((at) => at.getTime())));
}

function howToProve({ shownBy, devices, everyDevice }: Remediation['seen']): Words {
  if (shownBy.includes('measured') || devices.length > 0 || everyDevice)
    return words('その端末の、判断よりあとの報告を待っています。', 'Waiting for a report of the device that is later than the decision.');
  return words(
    '判断よりあとに書き出したアカウント一覧を取り込むと確かめられます。',
    'Import a list of accounts that was exported after the decision; it will show it.',
  );
}
