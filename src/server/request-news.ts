import type { Clock } from '../base/clock.ts';
import type { Language, Words } from '../base/text.ts';
import type { Pool, Tx } from '../db/pool.ts';
import type { RequestNews } from '../engine/requests/ports.ts';
import { announce, enqueue, type NewNotice, type NoticeText } from '../notify/index.ts';
import { listPeople } from '../people/account.store.ts';
import { worksAt } from '../people/index.ts';
import type { Writing } from './writing.ts';

type Said = (news: RequestNews) => Words;

/** Who decides is asked in one line what to do; whoever applied is told what came of it. Each links to the request itself. */
const says: Readonly<Record<RequestNews['what'], { readonly subject: Said; readonly first: Said }>> = {
  submitted: {
    subject: ({ title }) => ({ ja: `承認のお願い: ${title.ja}`, en: `Please decide: ${title.en}` }),
    first: ({ date }) => ({
      ja: `申請が提出されました。${date}までに内容を読み、承認・差戻し・却下のいずれかをお願いします。`,
      en: `A request was submitted. Please read it and approve, return or deny it by ${date}.`,
    }),
  },
  step: {
    subject: ({ title }) => ({ ja: `承認のお願い: ${title.ja}`, en: `Please decide: ${title.en}` }),
    first: ({ date }) => ({
      ja: `前の段階が承認されました。続きの承認をお願いします。決定の期限は${date}です。`,
      en: `The step before was approved. Please decide on the next one by ${date}.`,
    }),
  },
  approved: {
    subject: ({ title }) => ({ ja: `承認されました: ${title.ja}`, en: `Approved: ${title.en}` }),
    first: ({ date }) => ({
      ja: date === null ? '申請が承認され、台帳に記入されました。' : `申請が承認され、台帳に記入されました。${date}まで有効です。`,
      en: date === null ? 'Your request was approved and entered in the register.' : `Your request was approved and holds until ${date}.`,
    }),
  },
  denied: {
    subject: ({ title }) => ({ ja: `却下されました: ${title.ja}`, en: `Denied: ${title.en}` }),
    first: () => ({ ja: '申請が却下されました。理由は次のとおりです。', en: 'Your request was denied, for this reason:' }),
  },
  returned: {
    subject: ({ title }) => ({ ja: `差し戻されました: ${title.ja}`, en: `Returned: ${title.en}` }),
    first: () => ({
      ja: '申請が差し戻されました。意見を確かめて直し、もう一度提出してください。',
      en: 'Your request was returned. Please read the comment, change it and submit it again.',
    }),
  },
  overdue: {
    subject: ({ title }) => ({ ja: `決定の期限を過ぎました: ${title.ja}`, en: `Decision overdue: ${title.en}` }),
    first: ({ date }) => ({
      ja: `${date}までの決定がまだありません。承認者は決定を、管理者と委員会は状況の確認をお願いします。`,
      en: `The decision was due on ${date}. Approvers, please decide; administrator and committee, please look into it.`,
    }),
  },
  lapsed: {
    subject: ({ title }) => ({ ja: `失効しました: ${title.ja}`, en: `Lapsed: ${title.en}` }),
    first: () => ({
      ja: '期間内に決定がなかったため、申請は失効しました。まだ必要なときは、写しを作って申請し直してください。',
      en: 'Nobody decided in time, so that the request lapsed. If you still need it, copy it and apply again.',
    }),
  },
  expiring: {
    subject: ({ title }) => ({ ja: `承認の期限が近づいています: ${title.ja}`, en: `Approval ends soon: ${title.en}` }),
    first: ({ date }) => ({
      ja: `承認は${date}までです。続けるときは、それまでに改めて申請してください。`,
      en: `The approval holds until ${date}. To go on, apply again before.`,
    }),
  },
  expired: {
    subject: ({ title }) => ({ ja: `承認の期限が切れました: ${title.ja}`, en: `Approval expired: ${title.en}` }),
    first: ({ date }) => ({
      ja: `承認は${date}で終わり、台帳の行も終了しました。認められていたことは、もう行わないでください。`,
      en: `The approval ended on ${date}, and its line in the register with it. What it allowed is allowed no more.`,
    }),
  },
  revoked: {
    subject: ({ title }) => ({ ja: `承認が取り消されました: ${title.ja}`, en: `Approval revoked: ${title.en}` }),
    first: () => ({
      ja: '承認が取り消されました。認められていたことは、もう行わないでください。理由は次のとおりです。',
      en: 'The approval was revoked. What it allowed is allowed no more. The reason:',
    }),
  },
  closed: {
    subject: ({ title }) => ({ ja: `完了しました: ${title.ja}`, en: `Closed: ${title.en}` }),
    first: () => ({ ja: '完了の報告が記録されました。', en: 'The closing report was recorded.' }),
  },
};
const open: Words = { ja: '申請を開く', en: 'Open the request' };
const toDeciders: ReadonlySet<RequestNews['what']> = new Set(['submitted', 'step', 'overdue']);

/**
 * Tells those who are asked, or whoever applied, by mail, within the transaction that moved the request. Chat rooms hear only of
 * what waits for somebody. A login that is no address is left out: it has nowhere to go, and finds the request on the first screen.
 */
export function requestNews({ writing }: { readonly pool: Pool; readonly clock: Clock; readonly writing: Writing }) {
  return async (tx: Tx, at: Date, news: RequestNews): Promise<void> => {
    const publicUrl = await writing.addressOf(tx);
    const wanted = new Set(toDeciders.has(news.what) ? news.deciders : [news.applicant]);
    const readers = (await listPeople(tx, at)).filter(
      // An account that has ended is told nothing any more.
      (account) => wanted.has(account.id) && worksAt(account, at) && account.login.includes('@'),
    );
    const about = `request:${news.request}`;
    // A request goes the same way more than once: it is returned and submitted again.
    const dedupeKey = `${about}:${news.what}:${at.getTime()}`;
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
    if (toDeciders.has(news.what)) await announce(tx, at, { language: 'ja', text: textOf(news, 'ja', publicUrl), about, dedupeKey });
  };
}

function textOf(news: RequestNews, language: Language, publicUrl: string | null): NoticeText {
  const { subject, first } = says[news.what];
  const number = language === 'ja' ? `申請${news.number}` : `Request ${news.number}`;
  return {
    subject: `${subject(news)[language]}(${number})`.slice(0, 200),
    lines: [first(news)[language], ...(news.about === '' ? [] : [news.about]), ...(news.words === '' ? [] : [news.words])],
    link: publicUrl === null ? null : { url: `${publicUrl}/requests/${news.request}`, label: open[language] },
    ...(news.what === 'submitted' && news.date !== null && { date: news.date }),
  };
}
