import { FakeClock } from '../../base/clock.ts';
import { silentLog } from '../../base/log.ts';
import { inTransaction } from '../../db/pool.ts';
import { type TestDatabase, testDatabase } from '../../db/test-database.ts';
import type { Endpoints } from '../channels/chat.ts';
import {
  type Channel,
  type ChatNotice,
  enqueue,
  listNotices,
  type MailNotice,
  type NewNotice,
  type NoticeRow,
  NotifySettings,
  noticeStates,
  Sender,
  type Vault,
} from '../index.ts';

/** Seals nothing, but refuses to open what was not sealed for the same owner. */
export const testVault: Vault = {
  seal: (text, owner) => Buffer.from(`${owner}\n${text}`),
  open: (sealed, owner) => {
    const text = Buffer.from(sealed).toString();
    if (!text.startsWith(`${owner}\n`)) throw new Error('sealed for somebody else');
    return text.slice(owner.length + 1);
  },
};

export const mailSettings = {
  host: '127.0.0.1',
  port: 25,
  tls: 'none',
  user: '',
  fromAddress: 'tejun@example.co.jp',
  fromName: '髙﨑𠮷商店 情報システム',
  replyTo: '',
  publicUrl: 'https://tejun.example.co.jp',
} as const;

export interface NotifySite {
  readonly db: TestDatabase;
  readonly clock: FakeClock;
  readonly settings: NotifySettings;
  readonly sender: Sender;
  /** Set to a later moment, it is quiet until then. */
  quietUntil: Date | null;
  newSender(): Sender;
  setMail(more: Readonly<Record<string, string | number>>, secrets?: Readonly<Record<string, string>>): Promise<void>;
  use(channel: Channel, settings: Readonly<Record<string, string | number>>, secrets: Readonly<Record<string, string>>): Promise<void>;
  put(...notices: NewNotice[]): Promise<number>;
  rows(): Promise<NoticeRow[]>;
  /** The one notice about a subject. */
  row(about: string): Promise<NoticeRow>;
  close(): Promise<void>;
}

/** The room with a database of its own and a clock that stands still. */
export async function notifySite(endpoints?: Endpoints): Promise<NotifySite> {
  const db = await testDatabase();
  const clock = new FakeClock('2026-11-24T01:00:00Z');
  const settings = new NotifySettings({ pool: db.app, clock, vault: testVault });
  const quiet = { nextQuietEnd: (at: Date) => site.quietUntil ?? at };
  const newSender = () => new Sender({ pool: db.app, clock, log: silentLog, settings, quiet, endpoints });
  const use: NotifySite['use'] = async (channel, plain, secrets) => {
    const { version } = (await settings.view()).find((view) => view.channel === channel)!;
    await settings.save({ channel, enabled: true, settings: plain, secrets, version, by: 'account:a' });
    await site.sender.runDue();
  };
  const site: NotifySite = {
    db,
    clock,
    settings,
    sender: newSender(),
    quietUntil: null,
    newSender,
    use,
    setMail: (more, secrets = {}) => use('mail', { ...mailSettings, ...more }, secrets),
    put: (...notices) => inTransaction(db.app, (tx) => enqueue(tx, clock.now(), notices)),
    rows: () => listNotices(db.app, { states: noticeStates, limit: 1000, offset: 0 }),
    row: async (about) => {
      const found = (await site.rows()).filter((row) => row.about === about);
      if (found.length !== 1) throw new Error(`${found.length} notices about ${about}`);
      return found[0]!;
    },
    close: async () => {
      await site.sender.stop();
      await db.close();
    },
  };
  return site;
}

/** A mail to one person; its address names it. */
export const mail = (address: string, more: Partial<Omit<MailNotice, 'channel'>> = {}): MailNotice => ({
  channel: 'mail',
  to: { address, name: '髙﨑 𠮷子', person: 'person-1' },
  language: 'ja',
  text: {
    subject: 'しおりの確認のお願い',
    lines: ['髙﨑さんの業務に関わる決まりが改まりました。'],
    link: { url: `https://tejun.example.co.jp/leaflet#${address}`, label: 'しおりを開く' },
  },
  about: `leaflet:${address.split('@')[0]}`,
  dedupeKey: `leaflet:1 ${address}`,
  ...more,
});

export const chat = (channel: ChatNotice['channel'], about: string, more: Partial<ChatNotice['text']> = {}): ChatNotice => ({
  channel,
  language: 'ja',
  text: {
    subject: '手順書 第2.0版が承認されました',
    lines: ['2026-12-01から有効です。', '変更: 8.1.e'],
    link: { url: 'https://tejun.example.co.jp/procedures?a=1&b=2', label: '手順書を開く' },
    ...more,
  },
  about,
  dedupeKey: about,
});
