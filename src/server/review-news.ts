import type { Language } from '../base/text.ts';
import type { Tx } from '../db/pool.ts';
import { enqueue, type NoticeText } from '../notify/index.ts';
import { listPeople } from '../people/account.store.ts';
import { worksAt } from '../people/index.ts';
import type { Handed } from '../reviews/index.ts';
import type { Writing } from './writing.ts';

/** Tells by mail, within the transaction, to whom lines of a review were handed. Whose rights they are stands on the page only. */
export function reviewNews(writing: Pick<Writing, 'addressOf'>) {
  return async (tx: Tx, at: Date, handed: Handed): Promise<void> => {
    const account = (await listPeople(tx, at)).find(({ id }) => id === handed.to);
    if (account === undefined || !worksAt(account, at) || !account.login.includes('@')) return;
    const { id, login, name, language } = account;
    const about = `review:${handed.caseId}`;
    await enqueue(tx, at, [
      {
        channel: 'mail',
        to: { address: login, name, person: id },
        language,
        text: textOf(handed, language, await writing.addressOf(tx)),
        about,
        // Lines of one review are handed to the same person more than once.
        dedupeKey: `${about}:${handed.seq}:${id}`,
      },
    ]);
  };
}

function textOf({ caseId, number, label, lines }: Handed, language: Language, publicUrl: string | null): NoticeText {
  const ja = language === 'ja';
  return {
    subject: ja
      ? `${number} 権限の見直し(${label.ja}): 判断の依頼 ${lines}行`
      : `${number} Review of rights (${label.en}): ${lines} to decide`,
    lines: [
      ja
        ? `権限の見直し(${label.ja})の${lines}行について、判断を頼まれました。開いて、1行ずつ判断してください。`
        : lines === 1
          ? `A line of a review of rights (${label.en}) was handed to you. Please open it and decide.`
          : `${lines} lines of a review of rights (${label.en}) were handed to you. Please open it and decide each of them.`,
    ],
    link: publicUrl === null ? null : { url: `${publicUrl}/reviews/${caseId}`, label: ja ? '見直しを開く' : 'Open the review' },
  };
}
