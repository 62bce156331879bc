import type { Language, Words } from '../base/text.ts';
import type { Tx } from '../db/pool.ts';
import { announce, enqueue, type NewNotice, type NoticeText } from '../notify/index.ts';
import { listPeople } from '../people/account.store.ts';
import type { ProcedureNews } from '../procedures/index.ts';

const says: Readonly<
  Record<ProcedureNews['what'], { readonly subject: (number: string) => Words; readonly first: (on: string) => Words }>
> = {
  submitted: {
    subject: (number) => ({ ja: `手順書${number}版の承認のお願い`, en: `Please decide on version ${number} of the procedures` }),
    first: (on) => ({
      ja: `手順書の新しい版が提出されました。${on}から施行する予定です。内容を読み、承認または差戻しをお願いします。`,
      en: `A new version of the procedures was submitted, to come into force on ${on}. Please read it, then approve or return it.`,
    }),
  },
  approved: {
    subject: (number) => ({ ja: `手順書${number}版が承認されました`, en: `Version ${number} of the procedures was approved` }),
    first: (on) => ({
      ja: `必要な承認がそろいました。施行日は${on}です。しおりの内容が変わるときは、施行後に送ってください。`,
      en: `All approvals are there. It comes into force on ${on}. If the leaflet changes, send it after that day.`,
    }),
  },
  returned: {
    subject: (number) => ({ ja: `手順書${number}版が差し戻されました`, en: `Version ${number} of the procedures was returned` }),
    first: () => ({
      ja: '提出した版が差し戻されました。意見を確かめて草案を直し、改めて提出してください。',
      en: 'The version was returned. Read the comment, change the draft and submit it again.',
    }),
  },
};
const open: Words = { ja: '版を開く', en: 'Open the version' };

/**
 * Tells who waits: the members who may decide, by mail, when something was submitted; its submitter when it was decided. Chat rooms
 * that are switched on hear of all three. A login that is no address is left out: it has nowhere to go.
 */
export async function tellOfVersion(tx: Tx, at: Date, news: ProcedureNews, publicUrl: string | null): Promise<void> {
  const people = (await listPeople(tx, at)).filter(({ status, login }) => status === 'active' && login.includes('@'));
  const readers = people.filter(({ id, roles }) =>
    news.what === 'submitted'
      ? id !== news.submittedBy && roles.some((role) => role === 'committee' || role === 'management')
      : id === news.submittedBy,
  );
  const about = `procedure:${news.id}`;
  const dedupeKey = `procedure:${news.id}:${news.what}`;
  const mails = readers.map(
    ({ id, login, name, language }): NewNotice => ({
      channel: 'mail',
      to: { address: login, name, person: id },
      language,
      text: textOf(news, language, publicUrl),
      about,
      dedupeKey: `${dedupeKey}:${id}`,
    }),
  );
  await enqueue(tx, at, mails);
  await announce(tx, at, { language: 'ja', text: textOf(news, 'ja', publicUrl), about, dedupeKey });
}

function textOf({ what, number, effectiveOn, words, id }: ProcedureNews, language: Language, publicUrl: string | null): NoticeText {
  const { subject, first } = says[what];
  return {
    subject: subject(number)[language],
    lines: [first(effectiveOn)[language], ...(words === '' ? [] : [words])],
    link: publicUrl === null ? null : { url: `${publicUrl}/procedures/versions/${id}`, label: open[language] },
    ...(what === 'approved' && { date: effectiveOn }),
  };
}
