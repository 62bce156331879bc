import { sha256 } from '../base/hash.ts';
import { newId, newSecret } from '../base/id.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { type Caller, worksAt } from './account.ts';
import type { From, PeopleDeps, PeopleEvent } from './deps.ts';
import type { FactorName } from './factor.store.ts';
import { endOneSession, insertSession, type SessionRow, sessionByToken, sessionsOf, touchSession } from './session.store.ts';

export const sessionIdleMs = 12 * 3_600_000;
export const sessionLifeMs = 7 * 86_400_000;
/** "Last seen" is written once a minute at most: reading a page must not cost a write each time. */
const touchEveryMs = 60_000;

/** Makes a session and gives its secret, which is stored only as a hash. The second factor was proven just now. */
export async function beginSession(tx: Tx, accountId: string, factor: FactorName, from: From, at: Date): Promise<string> {
  const token = newSecret();
  await insertSession(tx, { id: newId(), tokenHash: sha256(token), accountId, at, factor, from });
  return token;
}

/** Who a session's secret belongs to, or null where the session or its account works no more. */
export async function authenticateSession(deps: PeopleDeps, token: string): Promise<Caller | null> {
  const session = await sessionByToken(deps.pool, sha256(token));
  if (session === null) return null;
  const now = deps.clock.now();
  const idleMs = now.getTime() - session.last_seen_at.getTime();
  if (idleMs >= sessionIdleMs || now.getTime() - session.created_at.getTime() >= sessionLifeMs) return null;
  if (!worksAt({ status: session.status, opensAt: session.opens_at, expiresAt: session.expires_at }, now)) return null;
  if (idleMs >= touchEveryMs) await touchSession(deps.pool, session.id, now);
  return {
    actor: session.account_id,
    accountId: session.account_id,
    name: session.name,
    roles: session.roles,
    language: session.language,
    sessionId: session.id,
    steppedUpAt: session.stepped_up_at,
    via: 'browser',
  };
}

export async function liveSessionsOf(deps: PeopleDeps, accountId: string): Promise<SessionRow[]> {
  const now = deps.clock.now().getTime();
  return sessionsOf(deps.pool, accountId, new Date(now - sessionLifeMs), new Date(now - sessionIdleMs));
}

/** Ends one session of an account. False where it has no such session. */
export async function endSession(deps: PeopleDeps, actor: string, accountId: string, sessionId: string): Promise<boolean> {
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    const ended = await endOneSession(tx, accountId, sessionId, at);
    if (ended) await deps.append(tx, at, [sessionsEnded(actor, accountId, { session: sessionId })]);
    return ended;
  });
}

export const sessionsEnded = (actor: string, accountId: string, payload: PeopleEvent['payload']): PeopleEvent => ({
  kind: 'session.ended',
  actor,
  subject: accountId,
  payload,
});
