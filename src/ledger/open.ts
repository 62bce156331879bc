import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { append } from './append.ts';
import { hasSigningKey, openSigner, type Signer } from './signer.ts';
import { entriesBefore, lockHead, readHead } from './store.ts';

/**
 * Opens the ledger at start-up: makes the key on the first start and writes `ledger.created`, which names the key.
 *
 * @throws Fault `config-invalid` where the ledger has entries and its key is gone: a new key in silence would let anyone
 * replace the ledger. Restore TEJUN_HOME/secrets/ledger-key from the backup.
 */
export async function openLedger(pool: Pool, clock: Clock, home: string): Promise<Signer> {
  if ((await readHead(pool)) > 0 && !hasSigningKey(home)) {
    throw new Fault('config-invalid', { problem: 'the ledger has entries but secrets/ledger-key is missing: restore it from the backup' });
  }
  const signer = openSigner(home);
  await inTransaction(pool, async (tx) => {
    const head = await lockHead(tx);
    if (head === 0) {
      const payload = { origin: signer.origin, vkey: signer.vkey };
      await append(tx, clock.now(), [{ kind: 'ledger.created', actor: 'system', subject: 'ledger', payload }]);
      return;
    }
    const [created] = await entriesBefore(tx, { from: Number.MAX_SAFE_INTEGER, limit: 1, kind: 'ledger.created', subject: 'ledger' });
    const named = created?.body ? (JSON.parse(created.body) as { vkey?: string }).vkey : undefined;
    if (named !== undefined && named !== signer.vkey) {
      throw new Fault('config-invalid', { problem: 'secrets/ledger-key is the key of another ledger', named, found: signer.vkey });
    }
  });
  return signer;
}
