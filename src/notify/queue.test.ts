import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { inTransaction } from '../db/pool.ts';
import { readEntries } from '../ledger/index.ts';
import { announce, attemptsMax, countNotices, decideNotices, enqueue, mailAddress } from './index.ts';
import { backoffMinutes } from './sender.ts';
import { claimNext } from './store.ts';
import { openPostOffice, type PostOffice } from './testing/post-office.ts';
import { chat, mail, type NotifySite, notifySite } from './testing/site.ts';

describe('the queue of notices', () => {
  let site: NotifySite;
  let office: PostOffice;
  const answers = new Map<string, (readonly [number, string])[]>();
  before(async () => {
    site = await notifySite();
    office = await openPostOffice({ refuse: (address) => answers.get(address)?.shift() ?? null });
    await site.setMail({ port: office.port });
  });
  beforeEach(() => {
    site.quietUntil = null;
  });
  after(async () => {
    await site.close();
    await office.close();
  });

  const state = async (about: string) => (await site.row(`leaflet:${about}`)).state;

  it('takes a notice once, however often it is put in, in one call or in two', async () => {
    assert.equal(await site.put(mail('once@example.co.jp'), mail('once@example.co.jp'), mail('other@example.co.jp')), 2);
    assert.equal(await site.put(mail('once@example.co.jp')), 0);
    await site.sender.runDue();
    assert.equal(await site.put(mail('once@example.co.jp')), 0, 'nor after it was sent');
    await site.sender.runDue();
    assert.deepEqual([office.countTo('once@example.co.jp'), office.countTo('other@example.co.jp')], [1, 1]);
    assert.equal(await site.put(), 0);
  });

  it('queues with the transaction, or not at all', async () => {
    await assert.rejects(
      inTransaction(site.db.app, async (tx) => {
        await enqueue(tx, site.clock.now(), [mail('rolled-back@example.co.jp')]);
        throw new Error('later, something else fails');
      }),
    );
    await site.sender.runDue();
    assert.equal(office.countTo('rolled-back@example.co.jp'), 0);
  });

  it('refuses a line break in a subject, a name or an address, and what is too long', async () => {
    const base = mail('victim@example.co.jp');
    const bad = [
      { ...base, text: { ...base.text, subject: 'しおり\r\nBcc: everybody@example.co.jp' } },
      { ...base, text: { ...base.text, subject: 'しおり\u2028Bcc: x@example.co.jp' } },
      { ...base, to: { ...base.to, name: '青木\nBcc: x@example.co.jp' } },
      { ...base, to: { ...base.to, address: 'victim@example.co.jp\r\nRCPT TO:<x@example.co.jp>' } },
      { ...base, text: { ...base.text, subject: ' ' } },
      { ...base, text: { ...base.text, subject: 'あ'.repeat(201) } },
      { ...base, text: { ...base.text, lines: ['x'.repeat(2001)] } },
      { ...base, text: { ...base.text, lines: Array<string>(61).fill('x') } },
      { ...base, text: { ...base.text, link: { url: 'javascript:alert(1)', label: 'x' } } },
      { ...base, text: { ...base.text, link: { url: '/leaflet', label: 'x' } } },
      { ...base, text: { ...base.text, date: '2026-02-30' } },
    ];
    for (const notice of bad) await assert.rejects(site.put(notice), { code: 'bad-request' }, JSON.stringify(notice).slice(0, 200));
    assert.equal((await site.rows()).filter(({ recipient }) => recipient.startsWith('victim')).length, 0);
  });

  it('takes half a character for what it is, and no other notice suffers', async () => {
    const half = mail('half@example.co.jp', { to: { address: 'half@example.co.jp', name: '青木\ud842' } });
    assert.equal(
      await site.put({ ...half, text: { ...half.text, subject: '\udfb7件名', lines: ['本文\ud83d'] } }, mail('whole@example.co.jp')),
      2,
    );
    await site.sender.runDue();
    assert.equal((await office.mailTo('half@example.co.jp')).subject, '\ufffd件名');
    assert.equal(office.countTo('whole@example.co.jp'), 1);
  });

  it('puts an address that is none to the dead letters at once, and sends the others', async () => {
    assert.equal(await site.put(mail('yamada＠example.co.jp'), mail('suzuki@example.co.jp')), 2);
    await site.sender.runDue();
    const { state, problem, recipient } = await site.row('leaflet:yamada＠example.co.jp');
    assert.deepEqual([state, problem, recipient], ['dead', 'address', 'yamada＠example.co.jp']);
    assert.equal((await site.row('leaflet:yamada＠example.co.jp')).attempts, 0);
    assert.equal(office.countTo('suzuki@example.co.jp'), 1);
  });

  it('keeps a temporary refusal and tries again after ever longer times; in the end it lies with the dead letters, with the words', async () => {
    answers.set(
      'busy@example.co.jp',
      Array.from({ length: attemptsMax }, () => [451, '4.7.1 Greylisted, try later'] as const),
    );
    await site.put(mail('busy@example.co.jp'));
    for (let attempt = 1; attempt < attemptsMax; attempt++) {
      await site.sender.runDue();
      const { state, attempts, nextAt, problem, lastError } = await site.row('leaflet:busy');
      assert.deepEqual([state, attempts, problem], ['failed', attempt, 'later']);
      assert.match(lastError!, /Greylisted/);
      assert.equal(nextAt.getTime() - site.clock.now().getTime(), backoffMinutes[attempt - 1]! * 60_000);
      site.clock.set(new Date(nextAt.getTime() - 1));
      await site.sender.runDue();
      assert.equal((await site.row('leaflet:busy')).attempts, attempt, 'not a moment earlier');
      site.clock.set(nextAt);
    }
    await site.sender.runDue();
    assert.equal(await state('busy'), 'dead');
    site.clock.advance({ days: 30 });
    await site.sender.runDue();
    assert.deepEqual([await state('busy'), office.countTo('busy@example.co.jp')], ['dead', 0]);
  });

  it('takes a permanent refusal for the last word', async () => {
    answers.set('gone@example.co.jp', [[550, '5.1.1 No such user here']]);
    await site.put(mail('gone@example.co.jp'));
    await site.sender.runDue();
    const { state, problem, lastError, attempts } = await site.row('leaflet:gone');
    assert.deepEqual([state, problem, attempts], ['dead', 'refused', 1]);
    assert.match(lastError!, /550 5\.1\.1 No such user here/);
  });

  it('lets nothing leave in quiet hours but what is urgent', async () => {
    site.quietUntil = new Date(site.clock.now().getTime() + 3_600_000);
    await site.put(mail('calm@example.co.jp'), mail('alarm@example.co.jp', { urgent: true }));
    await site.sender.runDue();
    assert.deepEqual([await state('calm'), await state('alarm')], ['queued', 'sent']);
    site.clock.advance({ hours: 1 });
    await site.sender.runDue();
    assert.equal(await state('calm'), 'sent');
  });

  it('waits for a moment that the caller named', async () => {
    await site.put(mail('tomorrow@example.co.jp', { notBefore: new Date(site.clock.now().getTime() + 86_400_000) }));
    await site.sender.runDue();
    assert.equal(await state('tomorrow'), 'queued');
    site.clock.advance({ days: 1 });
    await site.sender.runDue();
    assert.equal(await state('tomorrow'), 'sent');
  });

  it('forgets the link once the notice is sent or given up: it may open a door', async () => {
    answers.set('nobody@example.co.jp', [[550, 'no']]);
    await site.put(mail('known@example.co.jp'), mail('nobody@example.co.jp'));
    await site.sender.runDue();
    const links = async () =>
      (
        await site.db.owner.query<{ recipient: string; link_url: string | null }>(
          `SELECT recipient, link_url FROM notify_notice WHERE recipient IN ('known@example.co.jp', 'nobody@example.co.jp') ORDER BY 1`,
        )
      ).rows.map(({ link_url }) => link_url);
    assert.deepEqual(await links(), [null, 'https://tejun.example.co.jp/leaflet#nobody@example.co.jp']);
    const { id } = await site.row('leaflet:nobody');
    await decideNotices({ pool: site.db.app, clock: site.clock }, { decision: 'give-up', which: [id], by: 'account:a' });
    assert.deepEqual(await links(), [null, null]);
    await assert.rejects(site.db.app.query(`UPDATE notify_notice SET link_url = 'https://x.example' WHERE id = $1`, [id]));
  });

  describe('after a stop in the middle', () => {
    const decide = (decision: 'send-again' | 'give-up', which: readonly string[] | 'dead' | 'uncertain') =>
      decideNotices({ pool: site.db.app, clock: site.clock }, { decision, which, by: 'account:a' });
    const interrupted = async (name: string): Promise<string> => {
      await site.put(mail(`${name}@example.co.jp`));
      // What an earlier run of the server took, and died with.
      const claim = { by: '00000000-0000-4000-8000-000000000000', at: site.clock.now(), channel: 'mail', urgentOnly: false } as const;
      return (await claimNext(site.db.app, claim))!.id;
    };

    it('calls it uncertain, never sends it again by itself, and lets a person decide', async () => {
      const id = await interrupted('perhaps');
      const next = site.newSender();
      assert.equal(await next.start(), 1);
      await next.runDue();
      await next.stop();
      const { state: now, problem } = await site.row('leaflet:perhaps');
      assert.deepEqual([now, problem, office.countTo('perhaps@example.co.jp')], ['uncertain', 'interrupted', 0]);
      assert.equal(await decide('send-again', [id]), 1);
      await site.sender.runDue();
      assert.deepEqual([await state('perhaps'), office.countTo('perhaps@example.co.jp')], ['sent', 1]);
    });

    it('is refused by the database itself where no person decided', async () => {
      const id = await interrupted('guarded');
      const next = site.newSender();
      await next.start();
      await next.stop();
      for (const to of ['queued', 'failed', 'sending']) {
        await assert.rejects(site.db.owner.query('UPDATE notify_notice SET state = $2, claimed_at = now() WHERE id = $1', [id, to]), {
          code: '42501',
        });
      }
      await site.db.owner.query(`UPDATE notify_notice SET state = 'dead' WHERE id = $1`, [id]);
      const { id: sent } = await site.row('leaflet:once');
      await assert.rejects(site.db.owner.query(`UPDATE notify_notice SET state = 'queued', sent_at = NULL WHERE id = $1`, [sent]), {
        code: '42501',
      });
      await assert.rejects(site.db.app.query('DELETE FROM notify_notice'), { code: '42501' });
    });

    it('writes each decision to the ledger, and decides nothing twice', async () => {
      const one = await interrupted('first');
      const two = await interrupted('second');
      const next = site.newSender();
      await next.start();
      await next.stop();
      await decide('give-up', [one, two]);
      const [entry] = await readEntries(site.db.app, { limit: 1 });
      assert.deepEqual([entry!.kind, entry!.actor, entry!.subject], ['notice.decided', 'account:a', 'notices']);
      const { decision, notices } = entry!.payload as { decision: string; notices: { id: string; state: string }[] };
      assert.deepEqual([decision, notices.map(({ id }) => id).sort()], ['give-up', [one, two].sort()]);
      assert.doesNotMatch(JSON.stringify(entry!.payload), /example\.co\.jp/, 'no address in the ledger');
      await assert.rejects(decide('send-again', [one]), { code: 'wrong-state' });
      await assert.rejects(decide('send-again', []), { code: 'wrong-state' });
    });

    it('decides on all of one kind at once', async () => {
      const dead = (await countNotices(site.db.app)).dead;
      assert.ok(dead >= 2, `${dead} dead letters from the tests above`);
      assert.equal(await decide('give-up', 'dead'), dead);
      assert.equal((await countNotices(site.db.app)).dead, 0);
    });
  });

  it('lets what waits for a channel lie until it is set up', async () => {
    await site.put(chat('slack', 'procedures:1'));
    await site.sender.runDue();
    assert.equal((await site.row('procedures:1')).state, 'queued');
    assert.equal(await inTransaction(site.db.app, (tx) => announce(tx, site.clock.now(), chat('slack', 'procedures:2'))), 0);
  });
});

describe('a mail address', () => {
  it('is what mail servers take', () => {
    for (const good of ['a@b', "o'brien+x@example.co.jp", 'user_1@sub.example.com', 'x@xn--wgv71a.jp'])
      assert.equal(mailAddress(good), good);
    assert.equal(mailAddress('user@日本.jp'), 'user@xn--wgv71a.jp');
  });

  it('is nothing else', () => {
    const bad = [
      '',
      '@',
      'a',
      'a@',
      '@b',
      'a b@c',
      'a@b c',
      'a@b,c@d',
      'a@b>',
      '<a@b>',
      '"a"@b',
      'a@-b',
      'a@b..c',
      '山田@b.jp',
      'a@b\r\nx',
      `${'a'.repeat(65)}@b.jp`,
    ];
    for (const address of bad) assert.equal(mailAddress(address), null, address);
  });
});
