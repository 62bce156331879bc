import type { Tx } from '../../db/pool.ts';
import type { Occurrence, OccurrenceAct } from './occurrence.ts';
import type { DutiesPorts, DutyNews } from './ports.ts';
import type { Owners } from './who.ts';

const whatOf: Readonly<Partial<Record<OccurrenceAct | 'problem', DutyNews['what']>>> = {
  opened: 'opened',
  started: 'opened',
  'due-soon': 'due-soon',
  'owner-gone': 'owner-gone',
  overdue: 'overdue',
  'escalated-committee': 'escalated-committee',
  'escalated-management': 'escalated-management',
  problem: 'problem',
};

/** Tells who is concerned, within the transaction. Where the owner is gone, the role that the definition names hears of it instead. */
export async function tell(
  tx: Tx,
  at: Date,
  ports: DutiesPorts,
  owners: Owners,
  told: readonly { readonly occurrence: Occurrence; readonly act: OccurrenceAct | 'problem' }[],
): Promise<void> {
  for (const { occurrence, act } of told) {
    const what = whatOf[act];
    if (what === undefined) continue;
    const { owner, deputy, role } = owners.of(occurrence);
    await ports.tell(tx, at, {
      what,
      occurrence: occurrence.id,
      duty: occurrence.duty,
      title: occurrence.title,
      about: occurrence.about,
      dueOn: occurrence.dueOn,
      owner: owner.gone ? role : owner.party,
      deputy: deputy?.party ?? null,
      // A role that nobody holds is no person who left.
      gone: owner.gone && owner.party.startsWith('person:') ? owner.name : null,
    });
  }
}
