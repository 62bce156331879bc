import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import { newId, newSecret } from '../base/id.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { ScansDeps } from './ports.ts';
import { targetById } from './target.store.ts';
import { insertToken, markUsed, revokeToken, type ScanToken, tokenById, validToken } from './token.store.ts';

/** So that a secret that somebody left in a repository can be found by its looks. */
const prefix = 'tejun_scan_';
export const tokenDaysMax = 366;

/** Makes a token and returns its secret, which nobody sees again. */
export async function makeToken(
  deps: ScansDeps,
  targetId: string,
  given: { readonly name: string; readonly days: number },
  actor: string,
): Promise<string> {
  const name = given.name.trim();
  if (name === '' || given.days < 1 || given.days > tokenDaysMax) throw new Fault('bad-request', { problem: 'name or days' });
  const target = await targetById(deps.pool, targetId);
  if (target === null) throw new Fault('not-found', { target: targetId });
  if (target.ended) throw new Fault('wrong-state', { target: targetId });
  const secret = `${prefix}${newSecret()}`;
  const madeAt = deps.clock.now();
  const expiresAt = new Date(madeAt.getTime() + given.days * 86_400_000);
  const id = newId();
  await inTransaction(deps.pool, async (tx) => {
    const payload = { token: id, act: 'made', expiresAt: expiresAt.toISOString() };
    const seq = await append(tx, madeAt, [{ kind: 'scan.token', actor, subject: `scan-target:${targetId}`, payload }]);
    await insertToken(tx, { id, targetId, name, expiresAt, madeBy: actor, madeAt }, sha256(secret), seq);
  });
  return secret;
}

/** Ends a token; it works from now on no more. Twice is once. */
export async function endToken(deps: ScansDeps, id: string, actor: string): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => {
    const token = await tokenById(tx, id);
    if (token === null) throw new Fault('not-found', { token: id });
    if (token.revokedAt !== null) return;
    const seq = await append(tx, at, [
      { kind: 'scan.token', actor, subject: `scan-target:${token.targetId}`, payload: { token: id, act: 'revoked' } },
    ]);
    if (!(await revokeToken(tx, id, actor, at, seq))) throw new Fault('conflict', { token: id });
  });
}

/** Whose report it is, by the secret; null for every way of being wrong. */
export async function tokenOf(deps: ScansDeps, secret: string): Promise<ScanToken | null> {
  if (!secret.startsWith(prefix) || secret.length > 100) return null;
  const now = deps.clock.now();
  const token = await validToken(deps.pool, sha256(secret), now);
  if (token !== null) await markUsed(deps.pool, token.id, now);
  return token;
}
