import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { decideNotices, enqueue, listNotices, NotifySettings, noticeStates } from '../../src/notify/index.ts';
import { mailWorkers } from '../../src/notify/sender.ts';
import { openPostOffice, type PostOffice } from '../../src/notify/testing/post-office.ts';
import { mail, mailSettings, testVault } from '../../src/notify/testing/site.ts';

const program = join(import.meta.dirname, 'notices-sender.ts');
const mails = 300;
const mailsBetweenKills = 35;
/** The worst moments: the content is in and not yet answered; the recipient is named and the content not yet asked for. */
const moments = [
  'after the content',
  'before the content',
  'after the content',
  'before the content',
  'after the content',
  'after the content',
];

describe('kill -9 of a server that sends mail', () => {
  let db: TestDatabase;
  let office: PostOffice;
  let child: ChildProcess;
  let exited: Promise<unknown>;
  let moment: string | undefined;
  let seen = 0;
  const kill = (here: string): void => {
    if (moment !== here || seen < mailsBetweenKills) return;
    moment = undefined;
    child.kill('SIGKILL');
  };
  before(async () => {
    db = await testDatabase();
    office = await openPostOffice({
      refuse: () => {
        kill('before the content');
        return null;
      },
      afterData: () => {
        seen += 1;
        kill('after the content');
        return null;
      },
    });
    const settings = new NotifySettings({ pool: db.app, clock: systemClock, vault: testVault });
    await settings.save({
      channel: 'mail',
      enabled: true,
      settings: { ...mailSettings, port: office.port },
      secrets: {},
      version: 0,
      by: 'account:a',
    });
  });
  after(async () => {
    child?.kill('SIGKILL');
    await office.close();
    await db.close();
  });
  const start = (): void => {
    child = spawn(process.execPath, [program, db.url], { stdio: ['ignore', 'ignore', 'inherit'] });
    exited = once(child, 'exit');
    seen = 0;
  };
  const rows = () => listNotices(db.app, { states: noticeStates, limit: 1000, offset: 0 });

  it('six times in the middle of 300 mails: nobody gets two, and every one is sent, waiting or called uncertain', async (t) => {
    const addresses = Array.from({ length: mails }, (_, i) => `staff${i}@example.co.jp`);
    const all = addresses.map((address) => mail(address));
    assert.equal(await inTransaction(db.app, (tx) => enqueue(tx, systemClock.now(), all)), mails);
    for (const next of moments) {
      moment = next;
      start();
      await exited;
      assert.equal(child.signalCode, 'SIGKILL', `killed ${next}`);
      const twice = addresses.filter((address) => office.countTo(address) > 1);
      assert.deepEqual(twice, [], `nobody got two after a kill ${next}`);
    }
    start();
    await exited;
    assert.equal(child.exitCode, 0, 'the last run came to its end');

    const stored = await rows();
    const by = (state: string) => stored.filter((row) => row.state === state).map(({ recipient }) => recipient);
    const [sent, uncertain] = [by('sent'), by('uncertain')];
    assert.equal(sent.length + uncertain.length, mails, JSON.stringify([sent.length, uncertain.length, stored.length]));
    assert.deepEqual(
      sent.filter((address) => office.countTo(address) !== 1),
      [],
      'what is called sent has arrived',
    );
    assert.deepEqual(
      addresses.filter((address) => office.countTo(address) > 1),
      [],
      'nobody got two',
    );
    assert.ok(uncertain.length >= 1 && uncertain.length <= moments.length * mailWorkers, `${uncertain.length} uncertain`);
    const arrived = uncertain.filter((address) => office.countTo(address) === 1).length;
    assert.ok(arrived >= 1, 'some of the uncertain had arrived: sending them again would have been the second time');
    t.diagnostic(`${moments.length} kills: ${sent.length} sent, ${uncertain.length} uncertain, of which ${arrived} had arrived`);

    const which = stored.filter(({ state, recipient }) => state === 'uncertain' && office.countTo(recipient) === 0).map(({ id }) => id);
    if (which.length === 0) return;
    await decideNotices({ pool: db.app, clock: systemClock }, { decision: 'send-again', which, by: 'account:a' });
    start();
    await exited;
    assert.deepEqual(
      addresses.filter((address) => office.countTo(address) !== 1),
      [],
      'what a person had sent again has arrived too',
    );
  });
});
