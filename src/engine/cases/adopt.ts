import type { Words } from '../../base/text.ts';
import { words } from '../../base/text.ts';
import type { Tx } from '../../db/pool.ts';
import type { CaseKind } from '../../mechanism/case.ts';
import { cellsFault } from '../../mechanism/cells.ts';
import { runningOnLine } from './case.store.ts';
import type { Going } from './go.ts';
import type { HeldLine } from './ports.ts';
import { type CasesDeps, numberOf } from './shape.ts';

/**
 * The line that was in the register before and that the opening names, held until the transaction ends, with the revision that it has;
 * null where the opening names none. Of two who take one line at once the second finds the case of the first.
 *
 * @throws Fault `value-out-of-bounds` beside the field: another register's, ended, or of a case under way already
 */
export async function adopt(
  deps: CasesDeps,
  tx: Tx,
  kind: CaseKind,
  { step, cells }: Pick<Going, 'step' | 'cells'>,
): Promise<{ readonly line: string; readonly revision: number } | null> {
  const field = step.adopts?.field;
  const line = field === undefined ? null : cells[field];
  if (typeof line !== 'string') return null;
  const held = await deps.ports.register.hold(tx, line);
  const why = await whyNot(deps, tx, kind, { line, held });
  if (why !== null) throw cellsFault([{ field: field!, says: why }]);
  return { line, revision: held!.revision };
}

async function whyNot(
  deps: CasesDeps,
  tx: Tx,
  kind: CaseKind,
  { line, held }: { readonly line: string; readonly held: HeldLine | null },
): Promise<Words | null> {
  if (held === null || held.register !== kind.mirror?.register)
    return words('この台帳の行ではありません。一覧から選び直してください。', 'It is no line of this register. Choose from the list.');
  if (held.ended)
    return words(
      `${held.number}は終了しています。台帳で有効に戻してから始めてください。`,
      `${held.number} has ended. Take it back into force in the register first.`,
    );
  const other = await runningOnLine(tx, line);
  if (other === null) return null;
  const otherKind = deps.kinds.get(other.kind);
  const number = otherKind === undefined ? other.kind : numberOf(otherKind, other);
  return words(
    `${held.number}には進行中の案件があります(${number})。その案件を続けてください。`,
    `${held.number} belongs to a case under way already (${number}). Go on with that one.`,
  );
}
