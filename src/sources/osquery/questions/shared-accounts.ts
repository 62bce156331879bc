import { type Platform, platforms } from '../../../facts/kind.ts';
import { sharedAccounts } from '../../../facts/shared-accounts.ts';
import { type AskedValues, question } from '../question.ts';
import { seenOf, sortedOnce } from './cells.ts';

const foundMax = 50;
const form = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** Accounts that somebody could sign in with; system accounts and the built-in ones of Windows are left out. */
const accountsSql: Readonly<Record<Platform, string>> = {
  linux: `SELECT username FROM users WHERE shell NOT LIKE '%nologin' AND shell NOT LIKE '%/false' AND shell NOT LIKE '%/sync'
    AND CAST(uid AS INTEGER) >= 1000 AND CAST(uid AS INTEGER) < 65534`,
  macos: `SELECT username FROM users WHERE CAST(uid AS INTEGER) >= 500 AND shell NOT LIKE '%/false' AND shell NOT LIKE '%/nologin'
    AND username NOT LIKE '_%' ESCAPE ''`,
  windows: `SELECT username FROM users WHERE type = 'local' AND uuid NOT LIKE '%-500' AND uuid NOT LIKE '%-501' AND uuid NOT LIKE '%-503'
    AND uuid NOT LIKE '%-504'`,
};

/** The word that the name says: it is the word, or the word stands apart in it (`soumu-shared`, `share01`). */
function saidBy(user: string, words: readonly string[]): string | null {
  const name = form(user);
  const parts = name.split(/[^\p{L}]+/u).filter((part) => part !== '');
  // Japanese does not part its words: there the word may stand anywhere.
  return words.find((word) => parts.includes(word) || name === word || (/[^\u0000-\u007f]/.test(word) && name.includes(word))) ?? null;
}

const accounts = (platform: Platform) =>
  question({
    id: `shared-accounts/${platform}`,
    kind: sharedAccounts,
    platform,
    cadence: 'hourly',
    tables: ['users'],
    values: ['sharedAccountWords'],
    sql: { accounts: accountsSql[platform], seen: 'SELECT COUNT(*) AS seen FROM users' },
    translate({ accounts: rows, seen }, _round, values: AskedValues) {
      const words = sortedOnce((values.sharedAccountWords as readonly string[]).map(form).filter((word) => word !== ''));
      const found = rows!.flatMap((row) => {
        const says = saidBy(row.username ?? '', words);
        return says === null ? [] : [{ user: (row.username ?? '').slice(0, 200), says }];
      });
      return { asked: words, found: found.sort((a, b) => (a.user < b.user ? -1 : 1)).slice(0, foundMax), readable: seenOf(seen) > 0 };
    },
  });

export const sharedAccountQuestions = platforms.map(accounts);
