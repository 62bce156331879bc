import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import type { Language } from '../base/text.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import {
  accountForChange,
  administratorsBeside,
  holdAdministrators,
  insertAccount,
  listPeople as listStored,
  type Person,
  type StoredAccount,
  updateAccount,
} from './account.store.ts';
import type { Account, Caller, Role } from './account.ts';
import type { PeopleDeps, PeopleEvent } from './deps.ts';
import { hasTotp, passkeysOf } from './factor.store.ts';
import { endCeremoniesOf } from './limit.store.ts';
import { dropUnusedLinks } from './link.store.ts';
import { makeLink } from './links.ts';
import { endSessionsOf, forgetBrowsers } from './session.store.ts';
import { sessionsEnded } from './session.ts';

export type { Person };

/** An account with the secret of the link through which its person sets password and second factor. */
export interface Invitation {
  readonly accountId: string;
  readonly token: string;
  readonly expiresAt: Date;
}

export interface NewPerson {
  readonly name: string;
  readonly login: string;
  readonly roles: readonly Role[];
  readonly language: Language;
  readonly expiresAt: Date | null;
}

export interface PersonChange {
  readonly name?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly expiresAt?: Date | null | undefined;
}

/** Accounts are few (people of one company), so all come at once, by name. */
export const listPeople = (deps: PeopleDeps): Promise<Person[]> => listStored(deps.pool, deps.clock.now());

/** Makes an account that cannot sign in yet, and its invitation. Throws `conflict` where the login is taken. */
export async function invitePerson(deps: PeopleDeps, caller: Caller, given: NewPerson): Promise<Invitation> {
  const at = deps.clock.now();
  const account: StoredAccount = {
    ...given,
    name: given.name.trim(),
    login: given.login.trim(),
    id: newId(),
    status: 'invited',
    opensAt: null,
    createdAt: at,
    passwordHash: null,
  };
  refuseUnfit(account, at);
  return inTransaction(deps.pool, async (tx) => {
    if (!(await insertAccount(tx, account))) throw new Fault('conflict', { field: 'login' });
    const { name, login, roles, expiresAt } = account;
    const created: PeopleEvent = {
      kind: 'account.created',
      actor: caller.actor,
      subject: account.id,
      payload: { name, login, roles, expiresAt: expiresAt?.toISOString() ?? null },
    };
    return invitation(deps, tx, caller, account.id, at, [created]);
  });
}

/** A new link for an account: for the first time, or for someone who lost password or factors. The one before it dies. */
export async function inviteAgain(deps: PeopleDeps, caller: Caller, accountId: string): Promise<Invitation> {
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    const account = await found(tx, accountId);
    if (account.status === 'disabled') throw new Fault('conflict', { problem: 'the account is disabled' });
    return invitation(deps, tx, caller, accountId, at, []);
  });
}

async function invitation(
  deps: PeopleDeps,
  tx: Tx,
  caller: Caller,
  accountId: string,
  at: Date,
  before: PeopleEvent[],
): Promise<Invitation> {
  const { token, event, expiresAt } = await makeLink(tx, caller.actor, accountId, at);
  await deps.append(tx, at, [...before, event]);
  return { accountId, token, expiresAt: expiresAt! };
}

/** Roles and their limits: an auditor only looks, and only until a date; an administrator has no date. */
function refuseUnfit(account: Pick<Account, 'roles' | 'expiresAt'>, now: Date): void {
  const { roles, expiresAt } = account;
  if (roles.includes('auditor') && roles.length > 1)
    throw new Fault('value-out-of-bounds', { field: 'roles', problem: 'an auditor has no other role' });
  if (roles.includes('auditor') && expiresAt === null)
    throw new Fault('value-out-of-bounds', { field: 'expiresAt', problem: 'an auditor needs a last day' });
  if (roles.includes('administrator') && expiresAt !== null) {
    throw new Fault('value-out-of-bounds', { field: 'expiresAt', problem: 'an administrator has no last day' });
  }
  if (expiresAt !== null && expiresAt <= now) throw new Fault('value-out-of-bounds', { field: 'expiresAt', problem: 'it is past' });
}

async function found(tx: Tx, id: string): Promise<StoredAccount> {
  const account = await accountForChange(tx, id);
  if (account === null) throw new Fault('not-found');
  return account;
}

/** Changes name, roles or last day. New roles end the person's sessions. Throws `last-administrator`. */
export async function changePerson(deps: PeopleDeps, caller: Caller, id: string, change: PersonChange): Promise<Account> {
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    await holdAdministrators(tx);
    const before = await found(tx, id);
    const after: StoredAccount = {
      ...before,
      name: change.name?.trim() ?? before.name,
      roles: change.roles ?? before.roles,
      expiresAt: change.expiresAt === undefined ? before.expiresAt : change.expiresAt,
    };
    if (change.roles !== undefined || change.expiresAt !== undefined) refuseUnfit(after, at);
    refuseOtherWindow(before, after);
    if (!after.roles.includes('administrator')) await refuseLastAdministrator(tx, before);
    await updateAccount(tx, after);
    const sameRoles = after.roles.length === before.roles.length && after.roles.every((role) => before.roles.includes(role));
    const payload = {
      ...(after.name === before.name ? {} : { name: after.name }),
      ...(sameRoles ? {} : { roles: after.roles, rolesBefore: before.roles }),
      ...(after.expiresAt?.getTime() === before.expiresAt?.getTime() ? {} : { expiresAt: after.expiresAt?.toISOString() ?? null }),
    };
    const events: PeopleEvent[] = [{ kind: 'account.changed', actor: caller.actor, subject: id, payload }];
    if (!sameRoles) await cutOff(tx, events, caller.actor, id, 'roles changed', at);
    await deps.append(tx, at, events);
    const { passwordHash: _, ...account } = after;
    return account;
  });
}

/** An account that was made for a window of time ends earlier or not at all otherwise; the database refuses it too. */
function refuseOtherWindow(before: Account, after: Account): void {
  if (before.opensAt === null) return;
  const longer = after.expiresAt === null || after.expiresAt > before.expiresAt!;
  if (longer || after.roles.length !== 1 || after.roles[0] !== 'auditor')
    throw new Fault('value-out-of-bounds', {
      field: 'expiresAt',
      ja: '監査の時間帯のために作ったアカウントです。期限を延ばすことも、役割を変えることもできません。',
      en: 'The account was made for the window of an audit: it can neither be prolonged nor get another role.',
    });
}

async function refuseLastAdministrator(tx: Tx, account: Account): Promise<void> {
  if (account.status !== 'active' || !account.roles.includes('administrator')) return;
  if ((await administratorsBeside(tx, account.id)) === 0) throw new Fault('last-administrator');
}

async function cutOff(tx: Tx, events: PeopleEvent[], actor: string, id: string, why: string, at: Date): Promise<void> {
  await endCeremoniesOf(tx, id);
  const ended = await endSessionsOf(tx, id, null, at);
  if (ended > 0) events.push(sessionsEnded(actor, id, { count: ended, why }));
}

/** Ends sessions and links at once; nothing is deleted. Throws `last-administrator`. */
export async function disablePerson(deps: PeopleDeps, caller: Caller, id: string): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => {
    await holdAdministrators(tx);
    const account = await found(tx, id);
    if (account.status === 'disabled') return;
    await refuseLastAdministrator(tx, account);
    await updateAccount(tx, { ...account, status: 'disabled' });
    await dropUnusedLinks(tx, id);
    await forgetBrowsers(tx, id);
    const events: PeopleEvent[] = [{ kind: 'account.changed', actor: caller.actor, subject: id, payload: { status: 'disabled' } }];
    await cutOff(tx, events, caller.actor, id, 'disabled', at);
    await deps.append(tx, at, events);
  });
}

/** Back to work with what the person had; without password or factor the account waits for an invitation again. */
export async function enablePerson(deps: PeopleDeps, caller: Caller, id: string): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => {
    const account = await found(tx, id);
    if (account.status !== 'disabled') return;
    if (account.opensAt !== null)
      throw new Fault('wrong-state', {
        ja: '監査の時間帯のために作ったアカウントは、閉じたあと再び使えません。',
        en: 'An account that was made for the window of an audit is not opened again.',
      });
    const complete = account.passwordHash !== null && ((await hasTotp(tx, id)) || (await passkeysOf(tx, id)).length > 0);
    const status = complete ? 'active' : 'invited';
    await updateAccount(tx, { ...account, status });
    await deps.append(tx, at, [{ kind: 'account.changed', actor: caller.actor, subject: id, payload: { status } }]);
  });
}
