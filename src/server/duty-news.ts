import type { Clock } from '../base/clock.ts';
import type { Language, Words } from '../base/text.ts';
import { daysBetween, localDateOf } from '../calendar/index.ts';
import type { Pool, Tx } from '../db/pool.ts';
import type { DutyNews, Party } from '../engine/duties/ports.ts';
import { announce, enqueue, type NewNotice, type NoticeText } from '../notify/index.ts';
import { listPeople } from '../people/account.store.ts';
import { readers } from '../staff/index.ts';
import type { Writing } from './writing.ts';

type Said = (news: DutyNews) => Words;

/** What people are told: what is to be done and by when, in one sentence. The occurrence's own page says the rest. */
const says: Readonly<Record<DutyNews['what'], { readonly subject: Said; readonly first: Said }>> = {
  opened: {
    subject: ({ title, about }) => ({ ja: `定期業務: ${title.ja}(${about.ja})`, en: `To do: ${title.en} (${about.en})` }),
    first: ({ dueOn }) => ({
      ja: `実施の時期になりました。${dueOn}までに行い、記録してください。`,
      en: `It is time for this. Please do it and record it by ${dueOn}.`,
    }),
  },
  'due-soon': {
    subject: ({ title, dueOn }) => ({ ja: `期限は${dueOn}です: ${title.ja}`, en: `Due on ${dueOn}: ${title.en}` }),
    first: ({ dueOn }) => ({
      ja: `まだ記録がありません。期限は${dueOn}です。担当者が不在のときは、代行者がお願いします。`,
      en: `Nothing is recorded yet. It is due on ${dueOn}. Where the owner is away, the deputy does it.`,
    }),
  },
  'owner-gone': {
    subject: ({ title }) => ({ ja: `担当者を決めてください: ${title.ja}`, en: `Name an owner: ${title.en}` }),
    first: ({ gone }) => ({
      ja: `担当者の${gone?.ja ?? ''}さんは、もう社員名簿にいません。新しい担当者が決まるまで、定めの役割の人が行ってください。`,
      en: `Its owner ${gone?.en ?? ''} is no longer on the staff list. Until another one is named, whoever holds the role does it.`,
    }),
  },
  overdue: {
    subject: ({ title }) => ({ ja: `期限を過ぎました: ${title.ja}`, en: `Overdue: ${title.en}` }),
    first: ({ dueOn }) => ({
      ja: `${dueOn}までの実施の記録がありません。行って記録するか、行わない理由を残してください。`,
      en: `It was due on ${dueOn} and nothing is recorded. Please do it, or record why it is left out.`,
    }),
  },
  'escalated-committee': {
    subject: ({ title }) => ({ ja: `上申: 定期業務が期限を過ぎています: ${title.ja}`, en: `Overdue duty, for the committee: ${title.en}` }),
    first: ({ dueOn }) => ({
      ja: `期限の${dueOn}を過ぎても実施されていません。委員会で状況を確かめ、担当者に指示してください。`,
      en: `It was due on ${dueOn} and has not been done. Please look into it and instruct its owner.`,
    }),
  },
  'escalated-management': {
    subject: ({ title }) => ({ ja: `上申: 定期業務が行われていません: ${title.ja}`, en: `Duty not done, for top management: ${title.en}` }),
    first: ({ dueOn }) => ({
      ja: `期限は${dueOn}でした。委員会への上申の後も実施されていません。対応を決めてください。`,
      en: `It was due on ${dueOn} and has not been done although the committee was told. Please decide what is to happen.`,
    }),
  },
  problem: {
    subject: ({ title }) => ({ ja: `問題が記録されました: ${title.ja}`, en: `A problem was recorded: ${title.en}` }),
    first: () => ({
      ja: '実施の記録に「問題あり」とあります。内容を確かめ、対応を決めてください。',
      en: 'The record says that there is a problem. Please read it and decide what is to happen.',
    }),
  },
};
const open: Words = { ja: '定期業務を開く', en: 'Open the duty' };
const heardInChat: ReadonlySet<DutyNews['what']> = new Set(['overdue', 'escalated-committee', 'escalated-management', 'problem']);

/** Whom a piece of news concerns: owners do it, those above look after it. */
function concerned({ what, owner, deputy }: DutyNews): readonly Party[] {
  const both = deputy === null ? [owner] : [owner, deputy];
  switch (what) {
    case 'opened':
      return [owner];
    case 'due-soon':
    case 'overdue':
      return both;
    case 'owner-gone':
      return [...both, 'role:administrator'];
    case 'escalated-committee':
    case 'problem':
      return [...both, 'role:committee'];
    case 'escalated-management':
      return [...both, 'role:committee', 'role:management'];
  }
}

/**
 * What falls due later than this is not told when it opens: a reminder comes before the date, it stands on the first screen and in the
 * calendar, and forty mails a month would not be read.
 */
const shortNoticeDays = 5;

interface Recipient {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly language: Language;
}

/**
 * Queues the mails of one step of an occurrence within its transaction, each person once; chat rooms that are on hear of what is late
 * or wrong. Who has no account is reached at the address on the staff list; a login that is no address has nowhere to go.
 */
export function dutyNews({ writing }: { readonly pool: Pool; readonly clock: Clock; readonly writing: Writing }) {
  return async (tx: Tx, at: Date, news: DutyNews): Promise<void> => {
    if (news.what === 'opened' && daysBetween(localDateOf(at), news.dueOn) > shortNoticeDays) return;
    const publicUrl = await writing.addressOf(tx);
    const about = `duty:${news.duty} occurrence:${news.occurrence}`;
    const dedupeKey = `occurrence:${news.occurrence}:${news.what}`;
    const mails = (await recipients(tx, at, concerned(news))).map(
      ({ id, address, name, language }): NewNotice => ({
        channel: 'mail',
        to: { address, name, person: id },
        language,
        text: textOf(news, language, publicUrl),
        about,
        dedupeKey: `${dedupeKey}:${id}`,
      }),
    );
    await enqueue(tx, at, mails);
    if (heardInChat.has(news.what)) await announce(tx, at, { language: 'ja', text: textOf(news, 'ja', publicUrl), about, dedupeKey });
  };
}

/** Roles of accounts that can sign in now. What falls to a role that nobody holds falls to the role of the definition. */
export async function heldRoles(pool: Pool, at: Date): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ role: string }>(
    `SELECT DISTINCT unnest(roles) AS role FROM people_account WHERE status = 'active' AND (expires_at IS NULL OR expires_at > $1)`,
    [at],
  );
  return new Set(rows.map(({ role }) => role));
}

async function recipients(tx: Tx, at: Date, parties: readonly Party[]): Promise<Recipient[]> {
  const wanted = new Set<string>(parties);
  const staff = parties.some((party) => party.startsWith('person:')) ? await readers(tx) : [];
  const people = staff.filter(({ id, active }) => active && wanted.has(`person:${id}`));
  const accountIds = new Set(people.flatMap(({ accountId }) => accountId ?? []));
  const accounts = (await listPeople(tx, at)).filter(
    ({ id, status, expiresAt, roles, login }) =>
      status === 'active' &&
      (expiresAt === null || expiresAt > at) &&
      login.includes('@') &&
      (accountIds.has(id) || roles.some((role) => wanted.has(`role:${role}`))),
  );
  return [
    ...accounts.map(({ id, login, name, language }): Recipient => ({ id, address: login, name, language })),
    ...people
      .filter(({ accountId, email }) => accountId === null && email !== null && email.includes('@'))
      .map(({ id, name, email }): Recipient => ({ id, address: email!, name, language: 'ja' })),
  ];
}

function textOf(news: DutyNews, language: Language, publicUrl: string | null): NoticeText {
  const { subject, first } = says[news.what];
  return {
    subject: subject(news)[language].replaceAll(/\s+/g, ' ').slice(0, 200),
    lines: [first(news)[language], news.about[language]],
    link: publicUrl === null ? null : { url: `${publicUrl}/duties/${news.occurrence}`, label: open[language] },
    ...((news.what === 'opened' || news.what === 'due-soon') && { date: news.dueOn }),
  };
}
