import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { countNotices, enqueue, NotifySettings, Sender } from '../../src/notify/index.ts';
import { mailWorkers } from '../../src/notify/sender.ts';
import { openPostOffice } from '../../src/notify/testing/post-office.ts';
import { mail, mailSettings, testVault } from '../../src/notify/testing/site.ts';
import { round } from './meters.ts';

/**
 * How long it takes to queue mails in one transaction and to hand them to an SMTP server on loopback, each with text, HTML and a
 * calendar entry. The server lives in the same process and takes its share. Prints one JSON object last.
 */
const { values } = parseArgs({ options: { mails: { type: 'string', default: '300' } } });
const mails = Number(values.mails);
const db = await testDatabase();
const office = await openPostOffice();
const settings = new NotifySettings({ pool: db.app, clock: systemClock, vault: testVault });
await settings.save({
  channel: 'mail',
  enabled: true,
  settings: { ...mailSettings, port: office.port },
  secrets: {},
  version: 0,
  by: 'account:a',
});
const quiet = { nextQuietEnd: (at: Date) => at };
const sender = new Sender({ pool: db.app, clock: systemClock, log: silentLog, settings, quiet });

const notices = Array.from({ length: mails }, (_, i) => {
  const notice = mail(`staff${i}@example.co.jp`);
  return {
    ...notice,
    text: { ...notice.text, lines: Array<string>(20).fill('業務に関わる決まりを、やさしい言葉でまとめました。'), date: '2026-12-10' },
  };
});
const begun = performance.now();
const queued = await inTransaction(db.app, (tx) => enqueue(tx, systemClock.now(), notices));
const queuedMs = performance.now() - begun;
const again = performance.now();
const queuedAgain = await inTransaction(db.app, (tx) => enqueue(tx, systemClock.now(), notices));
const againMs = performance.now() - again;
const sending = performance.now();
await sender.runDue();
const sentMs = performance.now() - sending;
const { sent } = await countNotices(db.app);
await sender.stop();
await office.close();
await db.close();

console.log(
  JSON.stringify({
    mails,
    workers: mailWorkers,
    queued,
    queuedMs: round(queuedMs),
    queuedAgain,
    queuedAgainMs: round(againMs),
    sent,
    sentMs: round(sentMs),
    mailsPerSecond: Math.round((sent / sentMs) * 1000),
    bytesPerMail: Math.round(office.delivered.reduce((sum, { raw }) => sum + raw.length, 0) / sent),
  }),
);
