import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { ScansDeps, Who } from './ports.ts';
import { insertVersion, type Target, type TargetSaid, targetById } from './target.store.ts';

export const targetLimits = { nameCharsMax: 120, developersMax: 100, targetsMax: 500 } as const;

/** Who reads every target; whoever works on one reads that one besides. */
const readers = ['administrator', 'committee', 'management', 'departmentManager', 'auditor'];

export const seesAll = (who: Who): boolean => who.roles.some((role) => readers.includes(role));
export const maySee = (target: Target, who: Who): boolean => seesAll(who) || worksOn(target, who);
export const worksOn = (target: Target, who: Who): boolean => who.accountId !== null && target.developers.includes(who.accountId);

/** Administrators import and triage everywhere, developers where they are named. */
export const mayWork = (target: Target, who: Who): boolean =>
  !who.roles.includes('auditor') && (who.roles.includes('administrator') || worksOn(target, who));

/** @throws Fault `not-found` also where the caller may not know that there is one */
export async function seenTarget({ pool }: ScansDeps, id: string, who: Who): Promise<Target> {
  const target = await targetById(pool, id);
  if (target === null || !maySee(target, who)) throw new Fault('not-found', { target: id });
  return target;
}

/** @throws Fault `forbidden`, `wrong-state` for one that is no longer scanned */
export async function workedTarget(deps: ScansDeps, id: string, who: Who): Promise<Target> {
  const target = await seenTarget(deps, id, who);
  if (!mayWork(target, who)) throw new Fault('forbidden');
  if (target.ended) throw new Fault('wrong-state', { target: id });
  return target;
}

/** Writes the next version of a target, the first where `id` is null. @throws Fault `conflict` where somebody else wrote first, or the name is taken */
export async function saveTarget(deps: ScansDeps, id: string | null, revision: number, given: TargetSaid, actor: string): Promise<string> {
  const said = { ...given, name: given.name.normalize('NFKC').trim(), developers: [...new Set(given.developers)] };
  if (said.name === '' || said.name.length > targetLimits.nameCharsMax || said.developers.length > targetLimits.developersMax)
    throw new Fault('bad-request', { problem: 'name, or number of developers' });
  const targetId = id ?? newId();
  const at = deps.clock.now();
  try {
    await inTransaction(deps.pool, async (tx) => {
      const { name: _name, ...rest } = said;
      const event = { kind: 'scan.target', actor, subject: `scan-target:${targetId}`, payload: { no: revision + 1, ...rest } } as const;
      const seq = await append(tx, at, [event]);
      await insertVersion(tx, { targetId, no: revision + 1, ...said, by: actor, at }, seq);
    });
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (constraint === 'scans_target_name')
      throw new Fault(
        'conflict',
        { ja: '同じ名前の診断対象があります。', en: 'There is a target of this name already.' },
        { cause: error },
      );
    if (code === '40001') throw new Fault('conflict', { target: targetId }, { cause: error });
    throw error;
  }
  return targetId;
}
