import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import type { Platform } from '../../facts/kind.ts';
import { type BundleKey, signatureFile, sumsFile, sumsOf } from './bundle-signature.ts';
import { linuxDropIn, macDaemon, macProfile, macReadme, unixFolders, unixInstall, unixUninstall } from './bundle-unix.ts';
import { windowsDetect, windowsFolder, windowsInstall, windowsReadme, windowsUninstall } from './bundle-windows.ts';
import { flagLines } from './flags.ts';

export interface BundleParts {
  /** host:port of the agents' endpoint, as devices reach it. */
  readonly tlsHost: string;
  readonly authority: string;
  readonly secret: string;
  /** Counted over all platforms. The agent tells it with each look for its configuration. */
  readonly version: number;
}

const folders: Record<Platform, string> = { windows: windowsFolder, ...unixFolders };

/**
 * The files of a bundle by name: flags, our authority's certificate, enrolment secret, scripts and a page that says what to do. There is
 * no agent among them: the company installs the official, signed package.
 */
export function bundleFiles(platform: Platform, { tlsHost, authority, secret, version }: BundleParts): Map<string, Uint8Array> {
  const separator = platform === 'windows' ? '\\' : '/';
  const newline = platform === 'windows' ? '\r\n' : '\n';
  const at = (name: string) => `${folders[platform]}${separator}${name}`;
  const flags = flagLines({ tlsHost, caFile: at('tejun-ca.pem'), secretFile: at('tejun-secret'), bundle: version });
  const shared: [string, string][] = [
    ['osquery.flags', `${flags.join(newline)}${newline}`],
    ['tejun-ca.pem', authority],
    ['tejun-secret', secret],
    ['bundle.json', `${JSON.stringify({ version, platform, server: tlsHost })}\n`],
    ['README.txt', `\uFEFF${readme(platform, version).replaceAll('\n', '\r\n')}`],
  ];
  return new Map([...shared, ...scripts[platform](version)].map(([name, text]) => [name, strToU8(text)]));
}

/** Windows PowerShell reads a script without the mark in the code page of the machine. */
const powershell = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
const scripts: Record<Platform, (version: number) => [string, string][]> = {
  windows: (version) => [
    ['install.ps1', powershell(windowsInstall)],
    ['uninstall.ps1', powershell(windowsUninstall)],
    ['detect.ps1', powershell(windowsDetect(version))],
  ],
  macos: () => [
    ['install.sh', unixInstall('macos')],
    ['uninstall.sh', unixUninstall('macos')],
    ['io.osquery.agent.plist', macDaemon],
    ['full-disk-access.mobileconfig', macProfile],
  ],
  linux: () => [
    ['install.sh', unixInstall('linux')],
    ['uninstall.sh', unixUninstall('linux')],
    ['tejun.conf', linuxDropIn],
  ],
};

/** What decides whether another version is needed: the content of the files as if it were version 0, without the secret. */
export const contentDigest = (platform: Platform, parts: Omit<BundleParts, 'secret' | 'version'>): Buffer =>
  createHash('sha256')
    .update(sumsOf(bundleFiles(platform, { ...parts, secret: '', version: 0 })))
    .digest();

/** A zip of the files with the list of their digests and its signature. Also the digest of that list, for the ledger. */
export function signedBundle(
  platform: Platform,
  parts: BundleParts,
  key: Pick<BundleKey, 'sign'>,
): { readonly zip: Uint8Array; readonly manifestDigest: Buffer } {
  const files = bundleFiles(platform, parts);
  const sums = strToU8(sumsOf(files));
  const mode = (name: string) => {
    if (name === 'tejun-secret') return 0o600;
    return /\.(?:sh|ps1)$/.test(name) ? 0o755 : 0o644;
  };
  const all = [...files, [sumsFile, sums] as const, [signatureFile, key.sign(sums)] as const];
  return {
    zip: zipSync(Object.fromEntries(all.map(([name, bytes]) => [name, [bytes, { attrs: mode(name) << 16, os: 3 }]]))),
    manifestDigest: createHash('sha256').update(sums).digest(),
  };
}

const names: Record<Platform, string> = { windows: 'Windows (MSI)', macos: 'macOS (pkg)', linux: 'Linux (deb / rpm)' };
const more: Record<Platform, { readonly ja: string; readonly en: string }> = {
  windows: windowsReadme,
  macos: macReadme,
  linux: {
    ja: '設定は /etc/tejun に置かれ、パッケージを更新しても消えません。install.sh はもう一度動かしても害はありません。',
    en: 'The settings lie in /etc/tejun and survive an upgrade of the package. Running install.sh again does no harm.',
  },
};

function readme(platform: Platform, version: number): string {
  const script = platform === 'windows' ? 'install.ps1' : 'install.sh';
  const verify = 'openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig';
  return `Tejun エージェント配布一式 第${version}版 — ${names[platform]}

1. osquery の公式サイトから、署名された ${names[platform]} 用パッケージを入手し、このフォルダに置きます。
2. 管理者権限で ${script} を実行します。スクリプトは、ほかのファイルが SHA256SUMS のとおりであることを確かめてから写します。
3. 数分後、Tejun の「端末」に表示されます。表示されないときは「設定 > エージェント」の「登録に失敗した接続」を確かめてください。
tejun-secret は端末を登録するための秘密です。配布が済んだら、このフォルダは削除してください。

だれが作ったものかを確かめるには、「設定 > エージェント」に表示される公開鍵を key.pem として保存し、次のとおり実行します。
  ${verify}

${more[platform].ja}

Tejun agent bundle, version ${version} — ${names[platform]}

1. Get the signed package for this platform from osquery's official site and put it into this folder.
2. Run ${script} as administrator. It checks the other files against SHA256SUMS before it copies any.
3. After a few minutes the device appears under Devices. If it does not, look at "Failed enrolments" under Settings > Agents.
tejun-secret is the secret with which a device enrols. Delete this folder when the roll-out is done.

To check who made it, save the public key shown under Settings > Agents as key.pem and run:
  ${verify}

${more[platform].en}
`;
}
