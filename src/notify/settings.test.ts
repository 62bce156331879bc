import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { readEntries } from '../ledger/index.ts';
import { type Channel, channels, NotifySettings, publicUrlOf, type SaveChannel } from './index.ts';
import { mailSettings, type NotifySite, notifySite, testVault } from './testing/site.ts';

const pem = (type: 'rsa' | 'ed25519'): string =>
  (type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

describe('the settings of notices', () => {
  let site: NotifySite;
  before(async () => {
    site = await notifySite();
  });
  after(() => site.close());

  const view = async (channel: Channel) => (await site.settings.view()).find((each) => each.channel === channel)!;
  const save = async (channel: Channel, more: Partial<SaveChannel>) =>
    site.settings.save({
      channel,
      enabled: true,
      settings: {},
      secrets: {},
      version: (await view(channel)).version,
      by: 'account:a',
      ...more,
    });

  it('begin with everything off, and the usual way of a mail server', async () => {
    const all = await site.settings.view();
    assert.deepEqual(
      all.map(({ channel, enabled, version }) => [channel, enabled, version]),
      channels.map((channel) => [channel, false, 0]),
    );
    assert.deepEqual([all[0]!.settings.tls, all[0]!.settings.port, all[0]!.secretsSetAt], ['starttls', 587, { password: null }]);
    assert.equal((await site.settings.ready()).size, 0);
  });

  it('say of a secret only when it was set; neither the answer, the database nor the ledger holds it', async () => {
    const settings = { ...mailSettings, host: 'mail.example.co.jp', tls: 'starttls', user: 'tejun' };
    await save('mail', { settings, secrets: { password: 'Geheim-71' } });
    const { secretsSetAt, changedAt } = await view('mail');
    assert.deepEqual([secretsSetAt, changedAt], [{ password: site.clock.now().toISOString() }, site.clock.now()]);
    assert.doesNotMatch(JSON.stringify(await site.settings.view()), /Geheim/);
    const [entry] = await readEntries(site.db.app, { limit: 1 });
    assert.deepEqual([entry!.kind, entry!.actor, entry!.subject], ['notice.settings', 'account:a', 'channel:mail']);
    assert.deepEqual((entry!.payload as { secretsSet: unknown }).secretsSet, ['password']);
    assert.doesNotMatch(JSON.stringify(entry), /Geheim/);
    const { rows } = await site.db.owner.query<{ sealed: Buffer; rest: string }>(
      `SELECT sealed, (to_jsonb(notify_channel) - 'sealed')::text AS rest FROM notify_channel`,
    );
    assert.doesNotMatch(rows[0]!.rest, /Geheim/);
    assert.match(testVault.open(rows[0]!.sealed, 'notify:mail'), /Geheim/, 'sealed for this channel');
    const ready = (await site.settings.ready()).get('mail')!;
    assert.deepEqual(ready.secrets, { password: 'Geheim-71' });
    assert.equal(await publicUrlOf(site.db.app), 'https://tejun.example.co.jp');
  });

  it('keep a secret that is left out, but never for another destination', async () => {
    const { settings } = await view('mail');
    site.clock.advance({ days: 1 });
    const { secretsSetAt } = await view('mail');
    await save('mail', { settings: { ...settings, fromName: '総務部' } });
    assert.deepEqual((await view('mail')).secretsSetAt, secretsSetAt);
    const elsewhere: Record<string, string | number>[] = [{ host: 'evil.example' }, { port: 2525 }, { tls: 'implicit' }, { user: 'other' }];
    for (const moved of elsewhere)
      await assert.rejects(save('mail', { settings: { ...settings, ...moved } }), {
        code: 'not-ready',
        params: { problem: 'secret-again' },
      });
    await save('mail', { settings: { ...settings, host: 'mail2.example.co.jp' }, secrets: { password: 'new' } });
    assert.deepEqual((await site.settings.ready()).get('mail')!.secrets, { password: 'new' });
    await save('mail', { settings: { ...settings, host: 'mail2.example.co.jp', user: '' }, secrets: { password: null } });
    assert.deepEqual((await view('mail')).secretsSetAt, { password: null });
    await save('webhook', { secrets: { url: 'https://a.example/x', secret: 'x'.repeat(16) } });
    await assert.rejects(save('webhook', { secrets: { url: 'https://evil.example/x' } }), { params: { problem: 'secret-again' } });
  });

  it('refuse what cannot work, by name; what is switched off may be incomplete', async () => {
    const mail = { ...mailSettings, host: 'mail.example.co.jp', tls: 'starttls' };
    const lineworks = { clientId: 'c', serviceAccount: 'a@b', botId: '1', channelId: 'x' };
    const cases: [Channel, SaveChannel['settings'], SaveChannel['secrets'], string][] = [
      ['mail', { ...mail, host: '' }, {}, 'host'],
      ['mail', { ...mail, host: 'a b' }, {}, 'host'],
      ['mail', { ...mail, host: 'x\r\ny' }, {}, 'host'],
      ['mail', { ...mail, tls: 'none' }, {}, 'tls-loopback'],
      ['mail', { ...mail, host: '127.0.0.1.evil.example', tls: 'none' }, {}, 'tls-loopback'],
      ['mail', { ...mail, fromAddress: 'tejun' }, {}, 'from-address'],
      ['mail', { ...mail, replyTo: 'a b@c' }, {}, 'reply-to'],
      ['mail', { ...mail, publicUrl: 'tejun.example' }, {}, 'public-url'],
      ['mail', { ...mail, publicUrl: 'https://t.example/#x' }, {}, 'public-url'],
      ['mail', { ...mail, user: 'tejun' }, {}, 'password-missing'],
      ['mail', { ...mail }, { password: 'x' }, 'user-missing'],
      ['slack', {}, {}, 'secret-missing'],
      ['slack', {}, { url: 'http://hooks.example/x' }, 'url'],
      ['slack', {}, { url: 'https://user:pass@hooks.example/x' }, 'url'],
      ['teams', {}, { url: 'ftp://x' }, 'url'],
      ['chatwork', { roomId: '1/../2' }, { token: 'x' }, 'room-id'],
      ['chatwork', { roomId: '1' }, { token: 'a\r\nb' }, 'secret-missing'],
      ['lineworks', { ...lineworks, botId: 'x' }, { clientSecret: 'x', privateKey: pem('rsa') }, 'lineworks-ids'],
      ['lineworks', lineworks, { clientSecret: 'x', privateKey: 'x' }, 'private-key'],
      ['lineworks', lineworks, { clientSecret: 'x', privateKey: pem('ed25519') }, 'private-key'],
      ['webhook', {}, { url: 'https://x.example', secret: 'short' }, 'secret-short'],
    ];
    for (const [channel, settings, secrets, problem] of cases) {
      const given = { settings, secrets: channel === 'webhook' || channel === 'mail' ? { password: null, ...secrets } : secrets };
      await assert.rejects(save(channel, given), { code: 'not-ready', params: { problem } }, `${channel} ${problem}`);
    }
    await save('mail', { enabled: false, settings: { ...mail, host: '' }, secrets: { password: null } });
    assert.equal((await site.settings.ready()).has('mail'), false);
  });

  it('let one of two win who save at the same time', async () => {
    const { version } = await view('chatwork');
    const one = () => save('chatwork', { enabled: false, settings: { roomId: '1' }, version });
    const ends = await Promise.allSettled([one(), one(), one()]);
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const end of ends) if (end.status === 'rejected') assert.equal(end.reason.code, 'conflict');
    await assert.rejects(save('chatwork', { version: 0 }), { code: 'conflict' });
  });

  it('say so where secrets do not open after a restore, use the channel no more, and take new ones', async () => {
    await save('slack', { secrets: { url: 'https://hooks.example/x' } });
    const { Fault } = await import('../base/fault.ts');
    const open = (): never => {
      throw new Fault('config-invalid', { problem: 'another key' });
    };
    const restored = new NotifySettings({ pool: site.db.app, clock: site.clock, vault: { ...testVault, open } });
    const slack = (await restored.view()).find(({ channel }) => channel === 'slack')!;
    assert.deepEqual([slack.enabled, slack.unreadable], [true, true]);
    assert.equal((await restored.ready()).size, 0);
    const again = { channel: 'slack', enabled: true, settings: {}, by: 'account:a', version: slack.version } as const;
    await assert.rejects(restored.save({ ...again, secrets: {} }), { params: { problem: 'secret-missing' } });
    await restored.save({ ...again, secrets: { url: 'https://hooks.example/y' } });
    assert.deepEqual((await site.settings.ready()).get('slack')!.secrets, { url: 'https://hooks.example/y' });
  });
});
