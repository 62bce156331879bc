import { strToU8, zipSync } from 'fflate';
import type { Platform } from '../../facts/kind.ts';
import { type FlagPlaces, flagLines } from './flags.ts';

export interface BundleParts {
  /** host:port of the agents' endpoint, as devices reach it. */
  readonly tlsHost: string;
  readonly authority: string;
  readonly secret: string;
}

/** Where the official packages of each platform look for their files. */
const places: Record<Platform, { folder: string; separator: string }> = {
  windows: { folder: 'C:\\Program Files\\osquery', separator: '\\' },
  macos: { folder: '/private/var/osquery', separator: '/' },
  linux: { folder: '/etc/osquery', separator: '/' },
};

/**
 * A zip for one platform: flag file, our authority's certificate, enrolment secret, install script and a page that says
 * what to do. It holds no agent: the company installs the official, signed package.
 */
export function agentBundle(platform: Platform, parts: BundleParts): Uint8Array {
  const { folder, separator } = places[platform];
  const at: FlagPlaces = {
    tlsHost: parts.tlsHost,
    caFile: `${folder}${separator}tejun-ca.pem`,
    secretFile: `${folder}${separator}tejun-secret`,
  };
  const newline = platform === 'windows' ? '\r\n' : '\n';
  const flags = `${flagLines(at).join(newline)}${newline}`;
  const scriptName = platform === 'windows' ? 'install.ps1' : 'install.sh';
  const script = platform === 'windows' ? windowsScript(folder) : unixScript(platform, folder);
  return zipSync({
    'osquery.flags': strToU8(flags),
    'tejun-ca.pem': strToU8(parts.authority),
    'tejun-secret': [strToU8(parts.secret), { attrs: 0o600 << 16, os: 3 }],
    [scriptName]: [strToU8(platform === 'windows' ? `\uFEFF${script.replaceAll('\n', '\r\n')}` : script), { attrs: 0o755 << 16, os: 3 }],
    'README.txt': strToU8(`\uFEFF${readme(platform, scriptName).replaceAll('\n', '\r\n')}`),
  });
}

const windowsScript = (folder: string): string => `# Tejun: connects the official osquery to this company's server. Run as administrator.
$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$target = '${folder}'
if (-not (Test-Path "$target\\osqueryd\\osqueryd.exe")) {
  $msi = Get-ChildItem -Path $here -Filter 'osquery-*.msi' | Select-Object -First 1
  if ($null -eq $msi) { throw 'Put the official osquery MSI beside this script, then run it again. / 公式の osquery の MSI をこのスクリプトと同じフォルダに置いて、もう一度実行してください。' }
  $done = Start-Process msiexec.exe -ArgumentList '/i', ('"' + $msi.FullName + '"'), '/qn', '/norestart' -Wait -PassThru
  if ($done.ExitCode -notin 0, 3010) { throw "msiexec ended with $($done.ExitCode)" }
}
Stop-Service osqueryd -ErrorAction SilentlyContinue
Copy-Item "$here\\osquery.flags", "$here\\tejun-ca.pem", "$here\\tejun-secret" -Destination $target -Force
# Only the system and administrators may read the secret (SIDs: their names differ by language).
icacls "$target\\tejun-secret" /inheritance:r /grant '*S-1-5-18:R' '*S-1-5-32-544:F' | Out-Null
if (-not (Get-Service osqueryd -ErrorAction SilentlyContinue)) { & "$target\\osqueryd\\osqueryd.exe" --install --flagfile="$target\\osquery.flags" }
Set-Service osqueryd -StartupType Automatic
Start-Service osqueryd
Write-Output 'osquery is connected to Tejun. / osquery を Tejun に接続しました。'
`;

function unixScript(platform: 'macos' | 'linux', folder: string): string {
  const install =
    platform === 'macos'
      ? `if [ ! -x /opt/osquery/lib/osquery.app/Contents/MacOS/osqueryd ]; then
  package=$(ls "$here"/osquery-*.pkg 2>/dev/null | head -n 1)
  [ -n "$package" ] || { echo '公式の osquery の pkg をこのスクリプトと同じフォルダに置いてください。/ Put the official osquery pkg beside this script.' >&2; exit 1; }
  installer -pkg "$package" -target /
fi`
      : `if ! command -v osqueryd >/dev/null 2>&1; then
  package=$(ls "$here"/osquery_*.deb "$here"/osquery-*.rpm 2>/dev/null | head -n 1)
  case "$package" in
    *.deb) dpkg -i "$package" ;;
    *.rpm) rpm -i "$package" ;;
    *) echo '公式の osquery の deb または rpm をこのスクリプトと同じフォルダに置いてください。/ Put the official osquery deb or rpm beside this script.' >&2; exit 1 ;;
  esac
fi`;
  const start =
    platform === 'macos'
      ? `[ -f /Library/LaunchDaemons/io.osquery.agent.plist ] || cp "$folder/io.osquery.agent.plist" /Library/LaunchDaemons/
launchctl bootout system/io.osquery.agent 2>/dev/null || true
launchctl bootstrap system /Library/LaunchDaemons/io.osquery.agent.plist`
      : `systemctl enable osqueryd
systemctl restart osqueryd`;
  return `#!/bin/sh
# Tejun: connects the official osquery to this company's server. Run as root.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder='${folder}'
${install}
mkdir -p "$folder"
install -m 0644 "$here/osquery.flags" "$folder/osquery.flags"
install -m 0644 "$here/tejun-ca.pem" "$folder/tejun-ca.pem"
install -m 0600 "$here/tejun-secret" "$folder/tejun-secret"
${start}
echo 'osquery is connected to Tejun. / osquery を Tejun に接続しました。'
`;
}

const names: Record<Platform, string> = { windows: 'Windows (MSI)', macos: 'macOS (pkg)', linux: 'Linux (deb / rpm)' };

const readme = (platform: Platform, script: string): string => `Tejun エージェント配布一式 — ${names[platform]}

1. osquery の公式サイトから、署名された ${names[platform]} 用パッケージを入手し、このフォルダに置きます。
2. 管理者権限で ${script} を実行します。
3. 数分後、Tejun の「端末」に表示されます。表示されないときは「設定 > エージェント」の「登録に失敗した接続」を確かめてください。
tejun-secret は端末を登録するための秘密です。配布が済んだら、このフォルダは削除してください。

Tejun agent bundle — ${names[platform]}

1. Get the signed package for this platform from osquery's official site and put it into this folder.
2. Run ${script} as administrator.
3. After a few minutes the device appears under Devices. If it does not, look at "Failed enrolments" under Settings > Agents.
tejun-secret is the secret with which a device enrols. Delete this folder when the roll-out is done.
`;
