import { createPrivateKey } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { mailAddress } from './address.ts';
import type { Channel } from './notice.ts';

export const tlsModes = ['implicit', 'starttls', 'none'] as const;

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte; by STARTTLS, or not at all; plain, for a server on this same machine only. */
  readonly tls: (typeof tlsModes)[number];
  /** Empty where the server asks for none. */
  readonly user: string;
  readonly fromAddress: string;
  readonly fromName: string;
  readonly replyTo: string;
  /** How people reach this product, for links in notices; without a slash at the end, empty while unknown. */
  readonly publicUrl: string;
}
export interface ChannelSettings {
  readonly mail: MailSettings;
  readonly slack: Record<never, never>;
  readonly teams: Record<never, never>;
  readonly chatwork: { readonly roomId: string };
  readonly lineworks: { readonly clientId: string; readonly serviceAccount: string; readonly botId: string; readonly channelId: string };
  readonly webhook: Record<never, never>;
}
/** What is sealed, by channel. A webhook's address is one: whoever knows it can post. */
export interface ChannelSecrets {
  readonly mail: { readonly password?: string };
  readonly slack: { readonly url: string };
  readonly teams: { readonly url: string };
  readonly chatwork: { readonly token: string };
  readonly lineworks: { readonly clientSecret: string; readonly privateKey: string };
  readonly webhook: { readonly url: string; readonly secret: string };
}

export const secretNames = {
  mail: ['password'],
  slack: ['url'],
  teams: ['url'],
  chatwork: ['token'],
  lineworks: ['clientSecret', 'privateKey'],
  webhook: ['url', 'secret'],
} as const satisfies { readonly [C in Channel]: readonly (keyof ChannelSecrets[C] & string)[] };

/**
 * Settings that say where a secret goes. Where one of them changes the secrets have to be entered anew: else a stolen session could
 * have the stored password delivered to a server of its own choice.
 */
export const destinations: Readonly<Record<Channel, readonly string[]>> = {
  mail: ['host', 'port', 'tls', 'user'],
  slack: [],
  teams: [],
  chatwork: [],
  lineworks: ['clientId', 'serviceAccount'],
  webhook: [],
};

export const webhookSecretCharsMin = 16;

/** What is wrong with settings; screens take their words from it. */
export type SettingsProblem =
  | 'host'
  | 'tls-loopback'
  | 'from-address'
  | 'reply-to'
  | 'public-url'
  | 'password-missing'
  | 'user-missing'
  | 'room-id'
  | 'lineworks-ids'
  | 'url'
  | 'secret-missing'
  | 'secret-again'
  | 'secret-short'
  | 'private-key';

type Plain = Readonly<Record<string, string | number>>;
type Secrets = Readonly<Record<string, string>>;

/** Why these settings cannot be used; null where they can. */
export function settingsProblem(channel: Channel, settings: Plain, secrets: Secrets): SettingsProblem | null {
  if (channel === 'mail') return mailProblem(settings as unknown as MailSettings, secrets);
  if (secretNames[channel].some((name) => (secrets[name] ?? '') === '')) return 'secret-missing';
  if ('url' in secrets && !isPostAddress(secrets.url!)) return 'url';
  if (channel === 'chatwork' && !/^\d{1,20}$/.test(String(settings.roomId))) return 'room-id';
  if (channel === 'chatwork' && !/^[\x21-\x7e]{1,200}$/.test(secrets.token!)) return 'secret-missing';
  if (channel === 'lineworks') return lineworksProblem(settings, secrets);
  if (channel === 'webhook' && secrets.secret!.length < webhookSecretCharsMin) return 'secret-short';
  return null;
}

function mailProblem(settings: MailSettings, { password = '' }: Secrets): SettingsProblem | null {
  const { host, tls, user, fromAddress, replyTo, publicUrl } = settings;
  if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(host)) return 'host';
  // A password and everybody's links would cross the network for all to read.
  if (tls === 'none' && !isThisMachine(host)) return 'tls-loopback';
  if (mailAddress(fromAddress) === null) return 'from-address';
  if (replyTo !== '' && mailAddress(replyTo) === null) return 'reply-to';
  if (publicUrl !== '' && !isPageAddress(publicUrl)) return 'public-url';
  if (user !== '' && password === '') return 'password-missing';
  if (user === '' && password !== '') return 'user-missing';
  return null;
}

function lineworksProblem(settings: Plain, secrets: Secrets): SettingsProblem | null {
  const idsFit = ['clientId', 'serviceAccount', 'channelId'].every((name) => /^[\x21-\x7e]{1,200}$/.test(String(settings[name])));
  if (!idsFit || !/^\d{1,20}$/.test(String(settings.botId))) return 'lineworks-ids';
  try {
    return createPrivateKey(secrets.privateKey!).asymmetricKeyType === 'rsa' ? null : 'private-key';
  } catch {
    return 'private-key'; // not a key at all: the same words for the person who pasted it
  }
}

/** This same machine, whatever a name server says: a name that merely begins with 127. is somebody else's. */
const isThisMachine = (host: string): boolean => host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** https; or http to this same machine, for a relay of the company's own. */
function isPostAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname.replace(/^\[|\]$/g, '')));
}

function isPageAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && search === '' && hash === '' && username === '' && !text.endsWith('/');
}
