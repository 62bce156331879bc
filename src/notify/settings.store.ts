import type { Db } from '../db/pool.ts';
import type { Channel, ChatChannel } from './notice.ts';

/** A channel as it is stored: plain settings open, secrets sealed. */
export interface StoredChannel {
  readonly channel: Channel;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly sealed: Buffer | null;
  /** By the secret's name: when it was set, ISO 8601. */
  readonly secretsSetAt: Readonly<Record<string, string>>;
  readonly version: number;
  readonly changedAt: Date;
}

export async function readChannels(db: Db): Promise<StoredChannel[]> {
  const { rows } = await db.query<StoredChannel>(
    `SELECT channel, enabled, settings, sealed, secrets_set_at AS "secretsSetAt", version, changed_at AS "changedAt"
     FROM notify_channel ORDER BY channel`,
  );
  return rows;
}

/** False where the stored version is not the one before: somebody else changed it in between. */
export async function putChannel(db: Db, stored: StoredChannel, by: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO notify_channel (channel, enabled, settings, sealed, secrets_set_at, version, changed_at, changed_by)
     SELECT $1, $2, $3, $4, $5, $6::integer, $7, $8
     WHERE $6 - 1 = coalesce((SELECT version FROM notify_channel WHERE channel = $1), 0)
     ON CONFLICT (channel) DO UPDATE SET enabled = excluded.enabled, settings = excluded.settings, sealed = excluded.sealed,
       secrets_set_at = excluded.secrets_set_at, version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by
     WHERE notify_channel.version = excluded.version - 1`,
    [
      stored.channel,
      stored.enabled,
      JSON.stringify(stored.settings),
      stored.sealed,
      JSON.stringify(stored.secretsSetAt),
      stored.version,
      stored.changedAt,
      by,
    ],
  );
  return rowCount === 1;
}

/** The chat channels into which the company posts. */
export async function chatChannelsOn(db: Db): Promise<ChatChannel[]> {
  const { rows } = await db.query<{ channel: ChatChannel }>(
    `SELECT channel FROM notify_channel WHERE enabled AND channel <> 'mail' ORDER BY channel`,
  );
  return rows.map(({ channel }) => channel);
}
