import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import type { Tx } from '../db/pool.ts';
import { accountForChange, insertAccount, type StoredAccount, updateAccount } from './account.store.ts';
import type { PeopleDeps, PeopleEvent } from './deps.ts';
import { endCeremoniesOf } from './limit.store.ts';
import { dropUnusedLinks } from './link.store.ts';
import { endSessionsOf, forgetBrowsers } from './session.store.ts';
import { sessionsEnded } from './session.ts';
import { bindWindow, openWindowAccounts } from './window.store.ts';

/** Accounts of one audit: a team, and no crowd. */
export const windowAccountsMax = 5;

export interface WindowAccount {
  /** The case for which it is made. */
  readonly caseId: string;
  readonly name: string;
  readonly login: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly by: string;
  readonly at: Date;
}

/**
 * Makes an auditor's account that works only within a window of time, in the caller's transaction. It cannot sign in yet: its
 * invitation is made by an administrator (`inviteAgain`). It may be set up before its window, and is used within it only.
 *
 * @returns its id
 * @throws Fault `conflict` where the login is taken, `value-out-of-bounds` for a window that is over, or too many accounts
 */
export async function makeWindowAccount(deps: Pick<PeopleDeps, 'append'>, tx: Tx, given: WindowAccount): Promise<string> {
  const { caseId, name, login, opensAt, closesAt, by, at } = given;
  if (closesAt <= at || opensAt >= closesAt)
    throw new Fault('value-out-of-bounds', {
      field: 'windowTo',
      ja: '予定の時間帯はもう終わっています。',
      en: 'The window is over already.',
    });
  if ((await openWindowAccounts(tx, caseId)).length >= windowAccountsMax)
    throw new Fault('value-out-of-bounds', {
      field: 'login',
      ja: `1つの監査に渡せるアカウントは${windowAccountsMax}個までです。`,
      en: `An audit has at most ${windowAccountsMax} accounts.`,
    });
  const account: StoredAccount = {
    id: newId(),
    name: name.trim(),
    login: login.trim(),
    roles: ['auditor'],
    status: 'invited',
    language: 'ja',
    expiresAt: closesAt,
    opensAt: null,
    createdAt: at,
    passwordHash: null,
  };
  if (!(await insertAccount(tx, account)))
    throw new Fault('conflict', {
      field: 'login',
      ja: 'このメールアドレスのアカウントはもうあります。別のアドレスにしてください。',
      en: 'There is an account of this address already. Choose another.',
    });
  await bindWindow(tx, account.id, { caseId, opensAt });
  const payload = {
    name: account.name,
    login: account.login,
    roles: account.roles,
    expiresAt: closesAt.toISOString(),
    opensAt: opensAt.toISOString(),
    case: caseId,
  };
  await deps.append(tx, at, [{ kind: 'account.created', actor: by, subject: account.id, payload }]);
  return account.id;
}

/** Closes the accounts of a case for good, in the caller's transaction: sessions, links and known browsers go. Returns how many. */
export async function closeWindowAccounts(
  deps: Pick<PeopleDeps, 'append'>,
  tx: Tx,
  { caseId, by, why, at }: { readonly caseId: string; readonly by: string; readonly why: string; readonly at: Date },
): Promise<number> {
  const events: PeopleEvent[] = [];
  const open = await openWindowAccounts(tx, caseId);
  for (const id of open) {
    const account = (await accountForChange(tx, id))!;
    await updateAccount(tx, { ...account, status: 'disabled' });
    await dropUnusedLinks(tx, id);
    await forgetBrowsers(tx, id);
    await endCeremoniesOf(tx, id);
    events.push({ kind: 'account.changed', actor: by, subject: id, payload: { status: 'disabled', why, case: caseId } });
    const count = await endSessionsOf(tx, id, null, at);
    if (count > 0) events.push(sessionsEnded(by, id, { count, why }));
  }
  if (events.length > 0) await deps.append(tx, at, events);
  return open.length;
}
