import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { Cells } from '../mechanism/field.ts';
import { foldedName } from '../practices/software/name-pattern.ts';
import { commonTitles } from './list.store.ts';
import { insertLinks, linkedTitles } from './rule.store.ts';
import { lockSoftware, type StoredTitle, titlesById } from './title.store.ts';

export const actLimits = { titlesMax: 200, commonMax: 2_000, reasonCharsMax: 500 } as const;

/** A line that an act wrote. */
export interface ActLine {
  readonly row: string;
  readonly number: string;
}

export interface ActsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** Writes lines of a register in one transaction, `also` within it. Throws what registers throw. */
  addLines(
    register: 'software/allowed' | 'software/forbidden',
    cells: readonly Cells[],
    act: { readonly by: string; readonly reason: string },
    also: (tx: Tx, lines: readonly ActLine[], at: Date) => Promise<void>,
  ): Promise<readonly ActLine[]>;
  /** Whether a line of the list of permitted software is in force, and its number. */
  lineOf(row: string): Promise<{ readonly number: string; readonly isInForce: boolean } | null>;
  /** After the commit. */
  changed(): void;
}

export interface PersonAct {
  readonly by: string;
  readonly reason: string;
}

/** What a person says of titles that become permitted; the columns of the register that a title does not tell itself. */
export interface Permission {
  readonly kind: string;
  readonly purpose: string;
  readonly scope: string;
  readonly device: string | null;
  readonly person: string | null;
  readonly versions: string | null;
}

const nameCharsMax = 120;
/** A name is stated as it was seen; one that is too long for the register as its beginning. */
const nameCell = (name: string): string => (name.length > nameCharsMax ? `${name.slice(0, nameCharsMax - 1)}*` : name);
/** Only Windows tells the maker: a package names who packed it, a Mac an identifier. */
const own = ({ name, publisher, platform }: Pick<StoredTitle, 'name' | 'publisher' | 'platform'>): Cells => ({
  name: nameCell(name),
  publisher: platform === 'windows' && publisher !== '' ? publisher : null,
  platform,
});
/** What would be the same line twice is one. */
const once = (lines: readonly Cells[]): Cells[] => [
  ...new Map(
    lines.map((cells) => [
      canonicalJson([foldedName(String(cells.name)), foldedName(String(cells.publisher ?? '')), cells.platform ?? null]),
      cells,
    ]),
  ).values(),
];

function reasonOf({ reason }: PersonAct): string {
  const said = reason.trim();
  if (said === '') throw new Fault('reason-required');
  return said.slice(0, actLimits.reasonCharsMax);
}

async function installed(pool: Pool, ids: readonly number[]): Promise<StoredTitle[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0 || wanted.length > actLimits.titlesMax)
    throw new Fault('bad-request', { field: 'titles', titlesMax: actLimits.titlesMax });
  const titles = await titlesById(pool, wanted);
  if (titles.length !== wanted.length) throw new Fault('not-found', { field: 'titles' });
  return titles;
}

const decided = (tx: Tx, at: Date, by: string, payload: Readonly<Record<string, unknown>>): Promise<number> =>
  append(tx, at, [{ kind: 'software.decided', actor: by, subject: 'software:titles', payload: payload as never }]);

/**
 * Permits titles: a line each in the register of permitted software, all or none.
 *
 * @throws Fault `not-found`, `reason-required`, `wrong-state` for a file that merely ran, `conflict` where such a line is in force
 */
export async function permit(deps: ActsDeps, ids: readonly number[], permission: Permission, act: PersonAct): Promise<readonly ActLine[]> {
  const reason = reasonOf(act);
  const titles = await installed(deps.pool, ids);
  if (titles.some(({ kind }) => kind === 'trace')) throw notInstalled();
  const lines = once(titles.map((title) => ({ ...own(title), ...permission })));
  const written = await deps.addLines('software/allowed', lines, { by: act.by, reason }, async (tx, rows, at) => {
    await decided(tx, at, act.by, {
      act: 'permitted',
      titles: titles.map(({ id }) => id),
      lines: rows.map(({ number }) => number),
      reason,
    });
  });
  deps.changed();
  return written;
}

/**
 * Forbids titles: a line each in the register of forbidden software, also of files that merely ran.
 *
 * @throws as `permit`
 */
export async function forbid(deps: ActsDeps, ids: readonly number[], instead: string | null, act: PersonAct): Promise<readonly ActLine[]> {
  const reason = reasonOf(act);
  const titles = await installed(deps.pool, ids);
  const lines = once(titles.map((title) => ({ ...own(title), reason: reason.slice(0, 200), instead })));
  const written = await deps.addLines('software/forbidden', lines, { by: act.by, reason }, async (tx, rows, at) => {
    await decided(tx, at, act.by, {
      act: 'forbidden',
      titles: titles.map(({ id }) => id),
      lines: rows.map(({ number }) => number),
      reason,
    });
  });
  deps.changed();
  return written;
}

/** What an act on everything that is common would do; `digest` names exactly these titles. */
export interface Common {
  readonly devices: number;
  readonly count: number;
  readonly digest: string;
  readonly first: readonly { readonly id: number; readonly name: string; readonly publisher: string; readonly devices: number }[];
}

const digestOf = (devices: number, ids: readonly number[]): string => sha256Hex(canonicalJson([devices, [...ids].sort((a, b) => a - b)]));

/** Titles in no list that at least `devices` devices have: most of what a company uses, when it begins. */
export async function common(pool: Pool, devices: number, shown = 50): Promise<Common> {
  const titles = await commonTitles(pool, devices, actLimits.commonMax);
  const ids = titles.map(({ id }) => id);
  return { devices, count: titles.length, digest: digestOf(devices, ids), first: titles.slice(0, shown) };
}

/**
 * Permits everything that is common, as it was shown: who begins comes from 900 titles to a list in one act.
 *
 * @throws Fault `conflict` where other titles are common by now, `reason-required`
 */
export async function permitCommon(
  deps: ActsDeps,
  shown: { readonly devices: number; readonly digest: string },
  purpose: string,
  act: PersonAct,
): Promise<readonly ActLine[]> {
  const reason = reasonOf(act);
  const titles = await commonTitles(deps.pool, shown.devices, actLimits.commonMax);
  const ids = titles.map(({ id }) => id);
  if (titles.length === 0 || digestOf(shown.devices, ids) !== shown.digest)
    throw new Fault('conflict', {
      field: 'digest',
      ja: '表示したあとで、対象のソフトウェアが変わりました。もう一度確かめてください。',
      en: 'The software concerned has changed since you looked. Please look again.',
    });
  const lines = once(titles.map((title) => ({ ...own(title), kind: 'application', purpose, scope: 'everyone' })));
  const written = await deps.addLines('software/allowed', lines, { by: act.by, reason }, async (tx, rows, at) => {
    await decided(tx, at, act.by, { act: 'permitted-common', devices: shown.devices, digest: shown.digest, count: rows.length, reason });
  });
  deps.changed();
  return written;
}

/**
 * Puts titles under a line of the register whose name does not mean them, or takes them from there.
 *
 * @throws Fault `not-found`, `wrong-state` for a line that ended or a link that there is (not), `reason-required`
 */
export async function link(deps: ActsDeps, ids: readonly number[], row: string, linked: boolean, act: PersonAct): Promise<void> {
  const reason = reasonOf(act);
  const titles = await installed(deps.pool, ids);
  if (titles.some(({ kind }) => kind === 'trace')) throw notInstalled();
  const line = await deps.lineOf(row);
  if (line === null) throw new Fault('not-found', { row });
  if (linked && !line.isInForce)
    throw new Fault('wrong-state', { row, ja: `${line.number}は終了しています。`, en: `${line.number} has ended.` });
  await inTransaction(deps.pool, async (tx) => {
    await lockSoftware(tx);
    const under = new Set((await linkedTitles(tx)).get(row));
    const moved = titles.map(({ id }) => id).filter((id) => under.has(id) !== linked);
    if (moved.length === 0)
      throw new Fault('wrong-state', {
        row,
        ja: linked ? `すでに${line.number}に結び付けられています。` : `${line.number}には結び付けられていません。`,
        en: linked ? `It is under ${line.number} already.` : `It is not under ${line.number}.`,
      });
    const at = deps.clock.now();
    const firstSeq = await append(
      tx,
      at,
      moved.map((id) => ({
        kind: 'software.linked' as const,
        actor: act.by,
        subject: `software:${id}`,
        payload: { row, line: line.number, linked, reason },
      })),
    );
    await insertLinks(tx, moved, { row, linked, reason, by: act.by, at, firstSeq });
  });
  deps.changed();
}

const notInstalled = (): Fault =>
  new Fault('wrong-state', {
    ja: '実行の痕跡だけのものは許可できません。名前が同じ別のファイルかもしれないためです。',
    en: 'What only left a trace cannot be permitted: another file may bear the same name.',
  });
