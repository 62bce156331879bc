import { z } from 'zod';

/** Shapes of everything about notices: how each way of sending is set up, what waits, what did not arrive. */
const time = z.iso.datetime();
export const noticeChannelSchema = z.enum(['mail', 'slack', 'teams', 'chatwork', 'lineworks', 'webhook']);
export const noticeStateSchema = z.enum(['queued', 'sending', 'sent', 'failed', 'dead', 'uncertain', 'given-up']);
export const noticeProblemSchema = z.enum([
  'address',
  'unreachable',
  'tls',
  'credentials',
  'later',
  'refused',
  'no-answer',
  'interrupted',
  'settings',
]);

/** A text in one line: nothing of it can become a header. */
const line = (charsMax: number) =>
  z
    .string()
    .trim()
    .max(charsMax)
    .regex(/^[^\u0000-\u001f\u007f]*$/);
/** Goes in, never comes out: a text sets it, null removes it, left out it stays. */
const secret = (charsMax: number) => line(charsMax).min(1).nullable().optional();

const common = { enabled: z.boolean(), version: z.int().min(0).describe('The version the person saw; 0 before the first.') };
const nothing = z.object({});
/** `PUT /api/notices/settings`. */
export const saveNoticeChannelSchema = z.discriminatedUnion('channel', [
  z.object({
    channel: z.literal('mail'),
    ...common,
    settings: z.object({
      host: line(253),
      port: z.int().min(1).max(65_535),
      tls: z.enum(['implicit', 'starttls', 'none']),
      user: line(254),
      fromAddress: line(254),
      fromName: line(200),
      replyTo: line(254),
      publicUrl: line(500).describe('How people reach this product, for links in notices; without a slash at the end.'),
    }),
    secrets: z.object({ password: secret(1000) }),
  }),
  z.object({ channel: z.literal('slack'), ...common, settings: nothing, secrets: z.object({ url: secret(2000) }) }),
  z.object({ channel: z.literal('teams'), ...common, settings: nothing, secrets: z.object({ url: secret(2000) }) }),
  z.object({
    channel: z.literal('chatwork'),
    ...common,
    settings: z.object({ roomId: line(20) }),
    secrets: z.object({ token: secret(200) }),
  }),
  z.object({
    channel: z.literal('lineworks'),
    ...common,
    settings: z.object({ clientId: line(200), serviceAccount: line(200), botId: line(20), channelId: line(200) }),
    secrets: z.object({ clientSecret: secret(1000), privateKey: z.string().trim().min(1).max(10_000).nullable().optional() }),
  }),
  z.object({
    channel: z.literal('webhook'),
    ...common,
    settings: nothing,
    secrets: z.object({ url: secret(2000), secret: secret(1000) }),
  }),
]);

export const noticeSettingsSchema = z.object({
  channels: z.array(
    z.object({
      channel: noticeChannelSchema,
      enabled: z.boolean(),
      settings: z.record(z.string(), z.union([z.string(), z.number()])),
      /** By the secret's name: when it was set; null where it is not. */
      secretsSetAt: z.record(z.string(), time.nullable()),
      /** True where the stored secrets do not open with this server's key: they have to be entered anew. */
      unreadable: z.boolean(),
      version: z.number(),
      changedAt: time.nullable(),
    }),
  ),
});

export const testNoticeSchema = z.object({ channel: noticeChannelSchema });
/** How a test ended is a value, not a fault: what the other side said is what the administrator wants to read. */
export const testedNoticeSchema = z.object({
  /** `taken` by the other side; `refused`, surely not delivered; `uncertain`, it may have arrived. */
  outcome: z.enum(['taken', 'refused', 'uncertain']),
  to: z.string().nullable().describe('The address of a test mail; null for a chat room.'),
  problem: noticeProblemSchema.nullable(),
  words: z.string().nullable(),
});

export const noticeListQuery = z.object({
  /** `attention`: a person has to decide. `waiting`: it will be sent by itself. */
  show: z.enum(['attention', 'waiting', 'sent', 'given-up']).default('attention'),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const noticeListSchema = z.object({
  counts: z.record(noticeStateSchema, z.number()),
  /** In the states that are shown. */
  total: z.number(),
  /** Until when only urgent notices leave; null outside quiet hours and closed days. */
  quietUntil: time.nullable(),
  /** Channels that are switched off: what is queued for them waits. */
  off: z.array(noticeChannelSchema),
  notices: z.array(
    z.object({
      id: z.uuid(),
      channel: noticeChannelSchema,
      recipient: z.string(),
      recipientName: z.string(),
      subject: z.string(),
      about: z.string(),
      urgent: z.boolean(),
      state: noticeStateSchema,
      attempts: z.number(),
      createdAt: time,
      /** Until when it waits by itself; null where it is due, and only quiet hours or a missing setting can hold it. */
      nextAt: time.nullable(),
      sentAt: time.nullable(),
      problem: noticeProblemSchema.nullable(),
      /** What the other side said, as it said it. */
      words: z.string().nullable(),
    }),
  ),
});

export const decideNoticesSchema = z.object({
  decision: z.enum(['send-again', 'give-up']),
  which: z.union([z.array(z.uuid()).min(1).max(1000), z.enum(['dead', 'uncertain'])]),
});
export const decidedNoticesSchema = z.object({ decided: z.number() });
