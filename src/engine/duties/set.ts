import { Fault } from '../../base/fault.ts';
import { type Words, words } from '../../base/text.ts';
import { inTransaction } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import type { Duty } from '../../mechanism/duty.ts';
import { responsibleRoles } from '../../mechanism/role.ts';
import { type Receipt, readText } from './act.ts';
import type { DutiesDeps } from './deps.ts';
import { dutySubject } from './occurrence.ts';
import type { Actor, DutiesPorts, Party } from './ports.ts';
import { insertSetting } from './setting.store.ts';
import { Owners } from './who.ts';

export interface SettingsGiven {
  readonly revision: number;
  readonly owner: string;
  readonly deputy: string | null;
  readonly reason: string;
}

/** Who can see to a duty: people of the company, and the roles with which one signs in. */
export async function ownersToChoose(ports: DutiesPorts): Promise<readonly { readonly party: Party; readonly name: Words }[]> {
  return (await ports.parties()).filter(({ party }) => party.startsWith('person:') || Object.hasOwn(responsibleRoles, party.slice(5)));
}

const above: ReadonlySet<string> = new Set(['committee', 'management']);
const taken = '23505';

/**
 * Names owner and deputy of a duty. What the committee or management does is handed over by one of them only: an administrator whose
 * rights are reviewed must not be able to make himself the reviewer.
 * @throws Fault `forbidden`, `conflict` (changed in between), `value-out-of-bounds` (nobody who can be named)
 */
export async function setOwners(deps: DutiesDeps, duty: Duty, given: SettingsGiven, { actor, roles }: Actor): Promise<Receipt> {
  const at = deps.clock.now();
  if (above.has(duty.owner) && !roles.some((role) => above.has(role))) throw new Fault('forbidden', { role: duty.owner });
  const known = new Map((await ownersToChoose(deps.ports)).map(({ party }) => [party as string, party]));
  const owner = chosen('owner', given.owner, known);
  const deputy = given.deputy === null ? null : chosen('deputy', given.deputy, known);
  if (owner === deputy)
    throw new Fault('value-out-of-bounds', {
      field: 'deputy',
      ja: '担当者と違う人を選んでください。',
      en: 'Choose somebody other than the owner.',
    });
  const reason = readText('reason', given.reason, false);
  try {
    return await inTransaction(deps.pool, async (tx) => {
      const before = (await Owners.read(tx, deps.ports, deps.definitions)).setting(duty.id);
      if (before.revision !== given.revision) throw new Fault('conflict', { revision: before.revision });
      const revision = before.revision + 1;
      const payload = { revision, owner, deputy, before: { owner: before.owner, deputy: before.deputy }, reason };
      const ledgerSeq = await append(tx, at, [{ kind: 'duty.settings', actor, subject: dutySubject(duty.id), payload }]);
      await insertSetting(tx, duty.id, { owner, deputy, revision }, { reason, by: actor, at, ledgerSeq });
      return { ledgerSeq };
    });
  } catch (cause) {
    if ((cause as { code?: string }).code === taken) throw new Fault('conflict', { revision: given.revision + 1 }, { cause });
    throw cause;
  }
}

function chosen(field: string, given: string, known: ReadonlyMap<string, Party>): Party {
  const party = known.get(given);
  if (party !== undefined) return party;
  const says = words('一覧にいる人か役割を選んでください。', 'Choose somebody from the list, or a role.');
  throw new Fault('value-out-of-bounds', { field, ...says });
}
