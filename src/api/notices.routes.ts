import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Pool } from '../db/pool.ts';
import {
  channels,
  countNotices,
  decideNotices,
  listNotices,
  type NoticeRow,
  type NoticeState,
  type NotifySettings,
  type QuietHours,
  type Sender,
  sendTest,
  type TransportDeps,
} from '../notify/index.ts';
import { callerOf } from './access.ts';
import {
  decidedNoticesSchema,
  decideNoticesSchema,
  noticeListQuery,
  noticeListSchema,
  noticeSettingsSchema,
  saveNoticeChannelSchema,
  testedNoticeSchema,
  testNoticeSchema,
} from './contract-notices.ts';
import type { ApiApp } from './server.ts';
import { done, isoOrNull } from './wire.ts';

export interface NoticeRouteDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly settings: NotifySettings;
  readonly sender: Pick<Sender, 'wake'>;
  readonly quiet: QuietHours;
  /** The caller's own address, to which a test mail goes; null where the account is gone. */
  ownAddress(accountId: string): Promise<{ address: string; name: string } | null>;
  readonly endpoints?: TransportDeps['endpoints'];
}

const administrator = { access: ['administrator'] } as const;
const administratorConfirmed = { ...administrator, stepUp: true } as const;

const shownStates: Readonly<Record<'attention' | 'waiting' | 'sent' | 'given-up', readonly NoticeState[]>> = {
  attention: ['dead', 'uncertain'],
  waiting: ['queued', 'sending', 'failed'],
  sent: ['sent'],
  'given-up': ['given-up'],
};

/** Notices: settings, a test message, the queue and its dead letters. All of it is the administrator's. */
export function noticeRoutes(app: ApiApp, deps: NoticeRouteDeps): void {
  settingsRoutes(app, deps);
  testRoute(app, deps);
  queueRoutes(app, deps);
}

function settingsRoutes(app: ApiApp, deps: NoticeRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/notices/settings',
    config: administrator,
    schema: { summary: 'How each way of sending is set up; of secrets only when they were set.', response: { 200: noticeSettingsSchema } },
    handler: async () => ({
      channels: (await deps.settings.view()).map((view) => ({
        ...view,
        settings: { ...view.settings },
        secretsSetAt: { ...view.secretsSetAt },
        changedAt: isoOrNull(view.changedAt),
      })),
    }),
  });
  app.route({
    method: 'PUT',
    url: '/api/notices/settings',
    config: administratorConfirmed,
    schema: {
      summary: 'Sets one channel up. 422 `not-ready` names the `problem` of a channel that is on and cannot work.',
      body: saveNoticeChannelSchema,
      response: { 200: done },
    },
    handler: async (request) => {
      await deps.settings.save({ ...request.body, by: callerOf(request).actor });
      return { ok: true as const };
    },
  });
}

function testRoute(app: ApiApp, deps: NoticeRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/notices/test',
    config: administratorConfirmed,
    schema: {
      summary: 'Sends a test message now: a mail to the caller’s own address, or into the channel’s room.',
      body: testNoticeSchema,
      response: { 200: testedNoticeSchema },
    },
    handler: async (request) => {
      const { channel } = request.body;
      const caller = callerOf(request);
      const own = caller.accountId === null ? null : await deps.ownAddress(caller.accountId);
      // The command line has no address; a test never goes to one that somebody types in.
      if (channel === 'mail' && own === null) throw new Fault('not-found', { what: 'your mail address' });
      const to = channel === 'mail' ? own! : { address: '', name: '' };
      const outcome = await sendTest(deps.settings, deps, { channel, to, language: caller.language });
      if (outcome === null) throw new Fault('not-ready', { problem: 'off' });
      const address = channel === 'mail' ? to.address : null;
      if (outcome.is === 'sent') return { outcome: 'taken' as const, to: address, problem: null, words: null };
      const { problem, words } = outcome;
      return { outcome: outcome.is === 'uncertain' ? ('uncertain' as const) : ('refused' as const), to: address, problem, words };
    },
  });
}

function queueRoutes(app: ApiApp, { pool, clock, settings, sender, quiet }: NoticeRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/notices',
    config: administrator,
    schema: { summary: 'Notices by how they stand, a page at a time.', querystring: noticeListQuery, response: { 200: noticeListSchema } },
    handler: async (request) => {
      const { show, limit, offset } = request.query;
      const states = shownStates[show];
      const [counts, rows, ready] = await Promise.all([countNotices(pool), listNotices(pool, { states, limit, offset }), settings.ready()]);
      const now = clock.now();
      const quietEnd = quiet.nextQuietEnd(now);
      return {
        counts,
        total: states.reduce((sum, state) => sum + counts[state], 0),
        quietUntil: quietEnd > now ? quietEnd.toISOString() : null,
        off: channels.filter((channel) => !ready.has(channel)),
        notices: rows.map((row) => noticeView(row, now)),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/notices/decide',
    config: administratorConfirmed,
    schema: {
      summary: 'Decides on notices that did not leave, or not surely: send again, or give up. 409 `wrong-state` where none waits for it.',
      body: decideNoticesSchema,
      response: { 200: decidedNoticesSchema },
    },
    handler: async (request) => {
      const decided = await decideNotices({ pool, clock }, { ...request.body, by: callerOf(request).actor });
      sender.wake();
      return { decided };
    },
  });
}

const noticeView = ({ decidedAt: _decided, language: _language, lastError, ...row }: NoticeRow, now: Date) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  nextAt: (row.state === 'queued' || row.state === 'failed') && row.nextAt > now ? row.nextAt.toISOString() : null,
  sentAt: isoOrNull(row.sentAt),
  words: lastError,
});
