import { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { inTransaction } from '../../db/pool.ts';
import { cellsFault, readCell } from '../../mechanism/cells.ts';
import { definitionOf, type RegistersDeps, registersLimits } from './deps.ts';
import { holdRegister } from './row.store.ts';
import { countViews, deleteView, insertView, updateView, type ViewState } from './view.store.ts';

export interface ViewDraft {
  readonly name: string;
  readonly shared: boolean;
  readonly state: ViewState;
}

const uniqueViolation = '23505';
const nameCharsMax = 60;
const stateCharsMax = 20_000;

/** Saves a way of looking at a register, a new one where `id` is null. Throws `conflict` for a name that the person uses already. */
export async function saveView(
  deps: RegistersDeps,
  registerId: string,
  id: string | null,
  draft: ViewDraft,
  owner: string,
): Promise<string> {
  definitionOf(deps, registerId);
  const read = readCell({ id: 'name', title: words('名前', 'Name'), type: 'text', maxChars: nameCharsMax }, draft.name);
  if ('says' in read) throw cellsFault([{ field: 'name', says: read.says }]);
  if (read.cell === null) throw cellsFault([{ field: 'name', says: words('名前を入れてください。', 'Enter a name.') }]);
  const state = JSON.stringify(draft.state, (_key, value) => {
    // The database has no place for half a character, nor for none.
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\u0000')))
      throw new Fault('bad-request', { field: 'state' });
    return value;
  });
  if (state.length > stateCharsMax) throw new Fault('bad-request', { field: 'state' });
  const name = String(read.cell);
  const view = { ...draft, name, id: id ?? newId(), register: registerId, owner, at: deps.clock.now() };
  try {
    await inTransaction(deps.pool, async (tx) => {
      await holdRegister(tx, registerId);
      if (id !== null) {
        if (!(await updateView(tx, view))) throw new Fault('not-found', { view: id });
        return;
      }
      const { viewsMax } = registersLimits;
      if ((await countViews(tx, registerId, owner)) >= viewsMax)
        throw new Fault('value-out-of-bounds', {
          field: 'name',
          ja: `保存できる表示は1つの台帳につき${viewsMax}個までです。`,
          en: `At most ${viewsMax} views of a register can be saved.`,
        });
      await insertView(tx, view);
    });
  } catch (cause) {
    if ((cause as { code?: string }).code !== uniqueViolation) throw cause;
    throw new Fault(
      'conflict',
      { field: 'name', ja: `「${name}」という表示があります。`, en: `You have a view “${name}” already.` },
      { cause },
    );
  }
  return view.id;
}

/** @throws Fault `not-found` where the person has no such view: somebody else's is theirs alone */
export async function removeView(deps: RegistersDeps, registerId: string, id: string, owner: string): Promise<void> {
  if (!(await deleteView(deps.pool, registerId, owner, id))) throw new Fault('not-found', { view: id });
}
