import type { Language } from '../base/text.ts';
import type { Tx } from '../db/pool.ts';
import type { CaseNews } from '../engine/cases/index.ts';
import { enqueue, type NewNotice, type NoticeText } from '../notify/index.ts';
import { listPeople } from '../people/account.store.ts';
import { worksAt } from '../people/index.ts';
import type { Writing } from './writing.ts';

/** Tells by mail, within the transaction that moved the case: whoever opened it, and whoever can go on with it. */
export function caseNews(writing: Writing) {
  return async (tx: Tx, at: Date, news: CaseNews): Promise<void> => {
    const publicUrl = await writing.addressOf(tx);
    const wanted = new Set(news.to);
    const readers = (await listPeople(tx, at)).filter(
      // Also not who opened it with an account that has ended since.
      (account) => wanted.has(account.id) && worksAt(account, at) && account.login.includes('@'),
    );
    const about = `case:${news.case}`;
    const mails = readers.map(
      ({ id, login, name, language }): NewNotice => ({
        channel: 'mail',
        to: { address: login, name, person: id },
        language,
        text: textOf(news, language, publicUrl),
        about,
        // A case goes the same way more than once.
        dedupeKey: `${about}:${at.getTime()}:${id}`,
      }),
    );
    await enqueue(tx, at, mails);
  };
}

function textOf({ case: id, number, title, label, step, state }: CaseNews, language: Language, publicUrl: string | null): NoticeText {
  const ja = language === 'ja';
  return {
    subject: `${number} ${title[language]}: ${state[language]}`.slice(0, 200),
    lines: [
      ja
        ? `「${step.ja}」が記録され、「${state.ja}」になりました。開いて、次に行うことを確かめてください。`
        : `“${step.en}” was recorded; it is now “${state.en}”. Please open it and see what comes next.`,
      label,
    ],
    link: publicUrl === null ? null : { url: `${publicUrl}/cases/${id}`, label: ja ? '案件を開く' : 'Open the case' },
  };
}
