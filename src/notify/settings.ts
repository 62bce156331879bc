import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { type Db, inTransaction, type Pool } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { type Channel, channels } from './notice.ts';
import { putChannel, readChannels, type StoredChannel } from './settings.store.ts';
import { type ChannelSecrets, type ChannelSettings, destinations, secretNames, settingsProblem } from './settings-check.ts';

/** Seals what must be readable again with a key that is not in the database. `owner` is bound in. */
export interface Vault {
  seal(text: string, owner: string): Buffer;
  open(sealed: Uint8Array, owner: string): string;
}

/** A channel that can be used, with its secrets open. It stays within this room. */
export type ReadyChannel = {
  readonly [C in Channel]: {
    readonly channel: C;
    readonly settings: ChannelSettings[C];
    readonly secrets: ChannelSecrets[C];
    readonly version: number;
  };
}[Channel];

/** A channel as a screen shows it: of a secret only when it was set. */
export interface ChannelView {
  readonly channel: Channel;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly secretsSetAt: Readonly<Record<string, string | null>>;
  /** True where the stored secrets do not open with this server's key, as after a restore without `secrets/`: enter them anew. */
  readonly unreadable: boolean;
  /** 0 while it was never set up. */
  readonly version: number;
  readonly changedAt: Date | null;
}

export interface SaveChannel {
  readonly channel: Channel;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, string | number>>;
  /** A text sets it, null removes it, what is left out stays. */
  readonly secrets: Readonly<Record<string, string | null | undefined>>;
  /** The version the person saw. */
  readonly version: number;
  /** Account id of who saves. */
  readonly by: string;
}

const unset: Readonly<Record<Channel, Readonly<Record<string, string | number>>>> = {
  mail: { host: '', port: 587, tls: 'starttls', user: '', fromAddress: '', fromName: '', replyTo: '', publicUrl: '' },
  slack: {},
  teams: {},
  chatwork: { roomId: '' },
  lineworks: { clientId: '', serviceAccount: '', botId: '', channelId: '' },
  webhook: {},
};

/** How each channel is set up. Secrets go in and never come out, but for the sender in this room. */
export class NotifySettings {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #vault: Vault;
  readonly #listeners: (() => void)[] = [];

  constructor({ pool, clock, vault }: { pool: Pool; clock: Clock; vault: Vault }) {
    this.#pool = pool;
    this.#clock = clock;
    this.#vault = vault;
  }

  /** Told after a change: what waited for a setting may leave now. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  async view(): Promise<ChannelView[]> {
    const stored = new Map((await readChannels(this.#pool)).map((row) => [row.channel, row]));
    return channels.map((channel) => {
      const row = stored.get(channel);
      return {
        channel,
        enabled: row?.enabled ?? false,
        settings: { ...unset[channel], ...row?.settings },
        secretsSetAt: Object.fromEntries(secretNames[channel].map((name) => [name, row?.secretsSetAt[name] ?? null])),
        unreadable: row !== undefined && this.#secretsOf(row) === null,
        version: row?.version ?? 0,
        changedAt: row?.changedAt ?? null,
      };
    });
  }

  /**
   * Stores a channel's settings with their ledger entry. What is switched off may be incomplete; what is on must be usable.
   * @throws Fault `not-ready` with the problem, `conflict` where somebody else saved in between
   */
  async save(wanted: SaveChannel): Promise<void> {
    const { channel, enabled, settings, version, by } = wanted;
    const at = this.#clock.now();
    await inTransaction(this.#pool, async (tx) => {
      const before = (await readChannels(tx)).find((row) => row.channel === channel);
      if ((before?.version ?? 0) !== version) throw new Fault('conflict', { channel, version: before?.version ?? 0 });
      const secrets = this.#merged(wanted, before, at);
      const problem = enabled ? settingsProblem(channel, settings, secrets.open) : null;
      if (problem !== null) throw new Fault('not-ready', { problem });
      const stored: StoredChannel = {
        channel,
        enabled,
        settings,
        sealed: Object.keys(secrets.open).length === 0 ? null : this.#vault.seal(JSON.stringify(secrets.open), ownerOf(channel)),
        secretsSetAt: secrets.setAt,
        version: version + 1,
        changedAt: at,
      };
      if (!(await putChannel(tx, stored, by))) throw new Fault('conflict', { channel, version });
      const secretsSet = secretNames[channel].filter((name) => typeof wanted.secrets[name] === 'string');
      const payload = { channel, enabled, settings, version: stored.version, secretsSet };
      await append(tx, at, [{ kind: 'notice.settings', actor: by, subject: `channel:${channel}`, payload }]);
    });
    for (const listener of this.#listeners) listener();
  }

  /** The channels that are switched on, ready for use. One whose secrets do not open is left out; its view says why. */
  async ready(): Promise<Map<Channel, ReadyChannel>> {
    const ready = new Map<Channel, ReadyChannel>();
    for (const row of await readChannels(this.#pool)) {
      const secrets = row.enabled ? this.#secretsOf(row) : null;
      if (secrets !== null) ready.set(row.channel, readyChannel(row, secrets));
    }
    return ready;
  }

  /** Under which address people reach this product; null while nobody has said so. */
  async publicUrl(): Promise<string | null> {
    return publicUrlOf(this.#pool);
  }

  /** Null where they do not open. */
  #secretsOf(row: StoredChannel): Record<string, string> | null {
    if (row.sealed === null) return {};
    try {
      return JSON.parse(this.#vault.open(row.sealed, ownerOf(row.channel))) as Record<string, string>;
    } catch (error) {
      if (error instanceof Fault && error.code === 'config-invalid') return null;
      throw error;
    }
  }

  #merged({ channel, settings, secrets }: SaveChannel, before: StoredChannel | undefined, at: Date) {
    const kept = (before && this.#secretsOf(before)) ?? {};
    const open: Record<string, string> = {};
    const setAt: Record<string, string> = {};
    const moved = before !== undefined && destinations[channel].some((name) => String(before.settings[name]) !== String(settings[name]));
    for (const name of secretNames[channel]) {
      const given = secrets[name];
      if (typeof given === 'string') {
        open[name] = given;
        setAt[name] = at.toISOString();
      } else if (given === undefined && kept[name] !== undefined) {
        if (moved) throw new Fault('not-ready', { problem: 'secret-again' });
        open[name] = kept[name];
        setAt[name] = before?.secretsSetAt[name] ?? at.toISOString();
      }
    }
    // The same for a webhook, whose address is itself a secret: a new one never gets the old signing secret.
    if (channel === 'webhook' && kept.url !== undefined && open.url !== kept.url && secrets.secret === undefined)
      throw new Fault('not-ready', { problem: 'secret-again' });
    return { open, setAt };
  }
}

// The shape of stored settings was checked when they were stored, and only this room writes them.
const readyChannel = ({ channel, settings, version }: StoredChannel, secrets: Record<string, string>): ReadyChannel =>
  ({ channel, settings: { ...unset[channel], ...settings }, secrets, version }) as unknown as ReadyChannel;

const ownerOf = (channel: Channel): string => `notify:${channel}`;

export async function publicUrlOf(db: Db): Promise<string | null> {
  const mail = (await readChannels(db)).find((row) => row.channel === 'mail');
  const url = mail?.settings.publicUrl;
  return typeof url === 'string' && url !== '' ? url : null;
}
