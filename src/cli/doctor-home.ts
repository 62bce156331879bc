import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, type Stats, statfsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Config } from '../base/config.ts';
import { saidDuration, type Words } from '../base/text.ts';
import type { Finding } from './doctor-finding.ts';

/** What can be seen on this machine without the server. */

const gib = 1024 ** 3;
const freeBytes = { fail: 1 * gib, warn: 5 * gib };
const dayMs = 86_400_000;
/** The server renews its own certificate at a start within 30 days of the end. */
export const renewWithinMs = 30 * dayMs;

/** Windows guards files by its own lists, which mode bits do not show. */
const hasModes = process.platform !== 'win32';
const inOctal = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, '0');

const aboutHome: Words = { ja: 'データの場所', en: 'data folder' };

export function home({ home: folder }: Config): Finding[] {
  if (!existsSync(folder)) {
    return [
      {
        state: 'fail',
        about: aboutHome,
        says: { ja: `${folder} がありません。`, en: `${folder} does not exist.` },
        todo: {
          ja: 'npm start で作られます。別の場所なら TEJUN_HOME を指定してください。',
          en: 'npm start makes it. If it lies elsewhere, set TEJUN_HOME.',
        },
      },
    ];
  }
  const { mode } = statSync(folder);
  if (!hasModes) return [{ state: 'ok', about: aboutHome, says: { ja: folder, en: folder } }];
  const shown = `${folder} (${inOctal(mode)})`;
  if ((mode & 0o022) !== 0) {
    return [
      {
        state: 'fail',
        about: aboutHome,
        says: { ja: `所有者でない人が書き込めます: ${shown}`, en: `Others than the owner can write to it: ${shown}` },
        todo: { ja: `chmod 711 ${folder}`, en: `chmod 711 ${folder}` },
      },
    ];
  }
  return [
    { state: 'ok', about: aboutHome, says: { ja: `所有者だけが書き込めます: ${shown}`, en: `Only the owner can write to it: ${shown}` } },
  ];
}

/** Without these a server that has run before cannot go on, or cannot be believed. */
const mustExist = [
  'cli-token',
  'secrets/ledger-key',
  'secrets/people.key',
  'secrets/enrol-secret.json',
  'tls/ca-key.pem',
  'tls/server-key.pem',
];
const aboutSecrets: Words = { ja: '秘密のファイル', en: 'secret files' };

export function secrets(config: Config): Finding[] {
  const { home: folder } = config;
  if (!existsSync(join(folder, 'cli-token'))) return [];
  let files: string[];
  try {
    files = readdirSync(join(folder, 'secrets')).map((name) => `secrets/${name}`);
  } catch {
    return [
      {
        state: 'warn',
        about: aboutSecrets,
        says: { ja: `${join(folder, 'secrets')} の中を見られません。`, en: `${join(folder, 'secrets')} cannot be looked into.` },
        todo: {
          ja: 'サーバを動かしているアカウントで実行してください(sudo -u …)。',
          en: 'Run the doctor as the account that runs the server (sudo -u …).',
        },
      },
    ];
  }
  const paths = [...new Set([...mustExist, ...files, 'agent/secret'])].map((name) => join(folder, name));
  if (config.tls) paths.push(config.tls.keyFile);
  const seen = paths.map((path) => ({ path, stats: statSync(path, { throwIfNoEntry: false }) }));
  const missing = seen.filter(({ path, stats }) => !stats && mustExist.includes(relative(folder, path).replaceAll('\\', '/')));
  const open = seen.filter(({ stats }) => hasModes && stats !== undefined && isOpen(stats));
  const findings = [...missing.map(({ path }) => missingSecret(path)), ...open.map(({ path, stats }) => openSecret(path, stats!))];
  const count = seen.filter(({ stats }) => stats).length;
  return findings.length > 0
    ? findings
    : [
        {
          state: 'ok',
          about: aboutSecrets,
          says: { ja: `${count} 件とも所有者だけが読めます(0600)。`, en: `All ${count} can be read by the owner only (0600).` },
        },
      ];
}

const isOpen = ({ mode }: Stats): boolean => (mode & 0o077) !== 0;

const missingSecret = (path: string): Finding => ({
  state: 'fail',
  about: aboutSecrets,
  says: { ja: `${path} がありません。`, en: `${path} is missing.` },
  todo: { ja: 'バックアップから戻してください。', en: 'Restore it from the backup.' },
});

const openSecret = (path: string, { mode }: Stats): Finding => ({
  state: 'fail',
  about: aboutSecrets,
  says: { ja: `所有者でない人が読めます: ${path} (${inOctal(mode)})`, en: `Others than the owner can read it: ${path} (${inOctal(mode)})` },
  todo: {
    ja: `chmod 600 ${path} を行い、見られたおそれがあれば作り直してください。`,
    en: `chmod 600 ${path}, and replace it if somebody may have seen it.`,
  },
});

/** The authority that agents trust, and the web's certificate where one was given. */
export function certificateFiles(config: Config, now: Date): Finding[] {
  const authority = join(config.home, 'tls', 'ca.pem');
  const given = config.tls?.certificateFile;
  return [
    ...(existsSync(authority) ? [certificate({ ja: '自社の認証局', en: 'own authority' }, authority, now)] : []),
    ...(given === undefined ? [] : [certificate({ ja: '画面の証明書', en: 'web certificate' }, given, now)]),
  ];
}

function certificate(about: Words, file: string, now: Date): Finding {
  try {
    const read = new X509Certificate(readFileSync(file));
    return validity(about, new Date(read.validTo), now, {
      ja: `${file} を新しいものに替えてください。`,
      en: `Replace ${file} by a new one.`,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { state: 'fail', about, says: { ja: `${file} を読めません: ${why}`, en: `${file} cannot be read: ${why}` } };
  }
}

/** How long a certificate still counts. */
export function validity(about: Words, notAfter: Date, now: Date, todo: Words): Finding {
  const left = notAfter.getTime() - now.getTime();
  const end = notAfter.toISOString().slice(0, 10);
  const said = saidDuration(left);
  if (left <= 0) return { state: 'fail', about, says: { ja: `${end} に期限が切れました。`, en: `It expired on ${end}.` }, todo };
  const says = { ja: `${end} まで有効です(あと${said.ja})。`, en: `It is valid until ${end} (${said.en} left).` };
  return left < renewWithinMs ? { state: 'warn', about, says, todo } : { state: 'ok', about, says };
}

const aboutDisk: Words = { ja: '空き容量', en: 'disk space' };

export function disk({ home: folder }: Config): Finding[] {
  if (!existsSync(folder)) return [];
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const said = `${(free / gib).toFixed(1)} GiB`;
  const says = { ja: `空きは ${said} です。`, en: `${said} are free.` };
  const todo = {
    ja: '不要なファイルを消すか、TEJUN_HOME を広い場所へ移してください。',
    en: 'Delete what is not needed, or move TEJUN_HOME to a larger disk.',
  };
  if (free < freeBytes.fail) return [{ state: 'fail', about: aboutDisk, says, todo }];
  return [free < freeBytes.warn ? { state: 'warn', about: aboutDisk, says, todo } : { state: 'ok', about: aboutDisk, says }];
}
