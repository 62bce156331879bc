import { saidList, type Words, words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { collectionFacts } from '../facts/collection.ts';
import { collectingAt } from './standing.store.ts';

export interface CollectingStands {
  readonly verdict: 'pass' | 'unknown';
  readonly because: Words;
  readonly evidenceAt: Date | null;
  readonly dueOn: null;
}

/** Whether the devices in use at a moment told what is installed on them, within the time that a report of settings counts. */
export async function collectingStands(pool: Pool, at: Date, silentMs: number): Promise<CollectingStands> {
  const { devices, told, oldest, missing } = await collectingAt(pool, collectionFacts.software.kind, at, new Date(at.getTime() - silentMs));
  const stands = (verdict: 'pass' | 'unknown', ja: string, en: string) => ({
    verdict,
    because: words(ja, en),
    evidenceAt: oldest,
    dueOn: null,
  });
  if (devices === 0) return stands('unknown', 'エージェントを入れた端末がまだありません。', 'No device has an agent yet.');
  if (told === devices)
    return stands('pass', `端末${devices}台すべてから構成情報を集めています。`, `All ${devices} devices tell what is on them.`);
  const names = saidList([...missing]);
  const more = devices - told - missing.length;
  return stands(
    'unknown',
    `端末${devices}台のうち${devices - told}台の構成情報が届いていません:${names.ja}${more > 0 ? ` ほか${more}台` : ''}`,
    `${devices - told} of ${devices} devices do not tell what is on them: ${names.en}${more > 0 ? ` and ${more} more` : ''}`,
  );
}
