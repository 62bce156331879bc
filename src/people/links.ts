import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import { newId, newSecret } from '../base/id.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { accountById, administratorsBeside, holdAdministrators } from './account.store.ts';
import type { Role } from './account.ts';
import { type PeopleDeps, type PeopleEvent, theServer } from './deps.ts';
import { addressGroup, takeAttempt } from './limits.ts';
import { dropUnusedLinks, insertLink, type Link, openLinkByToken } from './link.store.ts';

export const invitationLifeMs = 7 * 86_400_000;

/**
 * The secret of a new set-up link, or null where an administrator exists. Made at each start; the one before it dies.
 * The caller prints it as `<address>/setup#<secret>`: a fragment is sent to no server and stands in no log.
 */
export async function makeSetupLink(deps: PeopleDeps): Promise<string | null> {
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    await holdAdministrators(tx);
    if ((await administratorsBeside(tx, null)) > 0) return null;
    const { token, event } = await makeLink(tx, theServer, null, at);
    await deps.append(tx, at, [event]);
    return token;
  });
}

/** Makes a link in the caller's transaction and gives the event to record. An older unused link of the same account dies. */
export async function makeLink(
  tx: Tx,
  actor: string,
  accountId: string | null,
  at: Date,
): Promise<{ token: string; event: PeopleEvent; expiresAt: Date | null }> {
  const token = newSecret();
  const expiresAt = accountId === null ? null : new Date(at.getTime() + invitationLifeMs);
  const link: Link = { id: newId(), purpose: accountId === null ? 'setup' : 'invitation', accountId, expiresAt };
  await dropUnusedLinks(tx, accountId);
  await insertLink(tx, link, sha256(token), at);
  return {
    token,
    expiresAt,
    event: { kind: 'link.made', actor, subject: accountId ?? theServer, payload: { purpose: link.purpose, link: link.id } },
  };
}

/** What a person who follows a link may know before proving anything but the link. */
export interface OpenLink {
  readonly purpose: Link['purpose'];
  /** Null for the set-up link: its person gives them. */
  readonly invited: { readonly accountId: string; readonly name: string; readonly login: string; readonly roles: readonly Role[] } | null;
  readonly linkId: string;
  readonly expiresAt: Date | null;
}

/** Finds the link of a secret. Throws `link-expired` (used, replaced, too old, never made) or `too-many-attempts`. */
export async function openLink(deps: PeopleDeps, purpose: Link['purpose'], token: string, address: string): Promise<OpenLink> {
  const now = deps.clock.now();
  await takeAttempt(deps.pool, [{ rule: 'link', of: addressGroup(address) }], now);
  const link = await openLinkByToken(deps.pool, sha256(token), now);
  if (link === null || link.purpose !== purpose) throw new Fault('link-expired');
  if (link.accountId === null) {
    if ((await administratorsBeside(deps.pool, null)) > 0) throw new Fault('link-expired');
    return { purpose, invited: null, linkId: link.id, expiresAt: null };
  }
  const account = await accountById(deps.pool, link.accountId);
  if (account === null || account.status === 'disabled') throw new Fault('link-expired');
  const { id, name, login, roles } = account;
  return { purpose, invited: { accountId: id, name, login, roles }, linkId: link.id, expiresAt: link.expiresAt };
}

/** Whether an administrator exists, so that a screen can ask for the set-up link instead of a password. */
export const isSetUp = async (deps: PeopleDeps): Promise<boolean> => (await administratorsBeside(deps.pool, null)) > 0;
