type Unix = 'macos' | 'linux';

/** Folders of our own: an upgrade of the official package writes its own anew. */
export const unixFolders: Record<Unix, string> = { macos: '/private/var/tejun', linux: '/etc/tejun' };
export const daemons: Record<Unix, string> = {
  macos: '/opt/osquery/lib/osquery.app/Contents/MacOS/osqueryd',
  linux: '/opt/osquery/bin/osqueryd',
};
/** Of the signature of osquery's official package for macOS. */
const macTeam = '3522FA9PXF';

const checked = `sums() { if command -v sha256sum >/dev/null 2>&1; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }
(cd "$here" && sums -c SHA256SUMS >/dev/null) || { echo '作られたときのものと違うファイルがあります。/ A file is not the one that was made.' >&2; exit 1; }
# With the key from Tejun's screen also who made it: install.sh --key key.pem
if [ "\${1:-}" = --key ]; then
  openssl pkeyutl -verify -pubin -inkey "$2" -rawin -in "$here/SHA256SUMS" -sigfile "$here/SHA256SUMS.sig" >/dev/null || { echo '署名が違います。/ The signature does not fit.' >&2; exit 1; }
fi`;

const packageOf: Record<Unix, string> = {
  macos: `package=$(ls "$here"/osquery-*.pkg 2>/dev/null | sort -V | tail -n 1)
if [ -n "$package" ]; then
  pkgutil --check-signature "$package" | grep -q ${macTeam} || { echo 'pkg の署名を確かめられません。/ The signature of the pkg is not that of osquery.' >&2; exit 1; }
  installer -pkg "$package" -target /
elif [ ! -x "$daemon" ]; then
  echo '公式の osquery の pkg をこのスクリプトと同じフォルダに置いてください。/ Put the official osquery pkg beside this script.' >&2; exit 1
fi`,
  linux: `package=$(ls "$here"/osquery_*.deb "$here"/osquery-*.rpm 2>/dev/null | sort -V | tail -n 1)
case "$package" in
  *.deb) dpkg -i "$package" ;;
  *.rpm) rpm -U --replacepkgs "$package" ;;
  *) [ -x "$daemon" ] || { echo '公式の osquery の deb または rpm をこのスクリプトと同じフォルダに置いてください。/ Put the official osquery deb or rpm beside this script.' >&2; exit 1; } ;;
esac`,
};

const starting: Record<Unix, string> = {
  macos: `install -m 0644 "$here/io.osquery.agent.plist" "$root/Library/LaunchDaemons/io.osquery.agent.plist"
if [ -z "$root" ]; then
  launchctl bootout system/io.osquery.agent 2>/dev/null || true
  launchctl bootstrap system /Library/LaunchDaemons/io.osquery.agent.plist
fi`,
  linux: `mkdir -p "$root/etc/systemd/system/osqueryd.service.d"
install -m 0644 "$here/tejun.conf" "$root/etc/systemd/system/osqueryd.service.d/tejun.conf"
if [ -z "$root" ]; then
  systemctl daemon-reload
  systemctl enable osqueryd
  systemctl restart osqueryd
fi`,
};

/** Checks its own files, installs the package that lies beside it, and lets the daemon read our flags. TEJUN_ROOT: another root, for images. */
export const unixInstall = (platform: Unix): string => `#!/bin/sh
# Tejun: connects the official osquery to this company's server. Run as root; running it again does no harm.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=\${TEJUN_ROOT:-}
folder="$root${unixFolders[platform]}"
daemon="$root${daemons[platform]}"
${checked}
${packageOf[platform]}
mkdir -p "$folder"${platform === 'macos' ? ' "$root/Library/LaunchDaemons"' : ''}
chmod 0755 "$folder"
install -m 0644 "$here/osquery.flags" "$folder/osquery.flags"
install -m 0644 "$here/tejun-ca.pem" "$folder/tejun-ca.pem"
install -m 0644 "$here/bundle.json" "$folder/bundle.json"
install -m 0600 "$here/tejun-secret" "$folder/tejun-secret"
${starting[platform]}
echo 'osquery is connected to Tejun. / osquery を Tejun に接続しました。'
`;

const removing: Record<Unix, string> = {
  macos: `if [ -z "$root" ]; then launchctl bootout system/io.osquery.agent 2>/dev/null || true; fi
rm -f "$root/Library/LaunchDaemons/io.osquery.agent.plist"
rm -rf "$root/opt/osquery" "$root/private/var/osquery"
if [ -z "$root" ]; then pkgutil --forget io.osquery.agent >/dev/null 2>&1 || true; fi`,
  linux: `rm -rf "$root/etc/systemd/system/osqueryd.service.d"
if [ -z "$root" ]; then
  systemctl disable --now osqueryd 2>/dev/null || true
  if command -v dpkg >/dev/null 2>&1 && dpkg -s osquery >/dev/null 2>&1; then dpkg --purge osquery; elif command -v rpm >/dev/null 2>&1; then rpm -e osquery || true; fi
  systemctl daemon-reload
fi`,
};

export const unixUninstall = (platform: Unix): string => `#!/bin/sh
# Tejun: takes the agent off this computer. Run as root. Afterwards retire the device in Tejun.
set -eu
root=\${TEJUN_ROOT:-}
${removing[platform]}
rm -rf "$root${unixFolders[platform]}"
echo 'osquery was removed. / osquery を削除しました。'
`;

/** The unit of the package stays as it is; only how it is started is ours. */
export const linuxDropIn = `# Tejun: osqueryd reads our flags. An upgrade of the package leaves this file alone.
[Service]
ExecStartPre=
ExecStart=
ExecStart=${daemons.linux} --flagfile=${unixFolders.linux}/osquery.flags
Restart=always
RestartSec=60
`;

const plist = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${body}
</plist>
`;

export const macDaemon = plist(`<dict>
  <key>Label</key><string>io.osquery.agent</string>
  <key>ProgramArguments</key>
  <array>
    <string>${daemons.macos}</string>
    <string>--flagfile=${unixFolders.macos}/osquery.flags</string>
  </array>
  <key>RunAtLoad</key><true/>
  <key>KeepAlive</key><true/>
  <key>ThrottleInterval</key><integer>60</integer>
</dict>`);

const requirement = `identifier "io.osquery.agent" and anchor apple generic and certificate 1[field.1.2.840.113635.100.6.2.6] /* exists */ and certificate leaf[field.1.2.840.113635.100.6.1.13] /* exists */ and certificate leaf[subject.OU] = "${macTeam}"`;

/** Full Disk Access for the agent, given by an MDM. Without one macOS lets nobody give it by a file. */
export const macProfile = plist(`<dict>
  <key>PayloadDisplayName</key><string>Tejun: osquery Full Disk Access</string>
  <key>PayloadIdentifier</key><string>jp.tejun.osquery.fda</string>
  <key>PayloadUUID</key><string>6C1B9A4E-3B0B-4E27-9C7B-2B7E0E6C5A11</string>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadScope</key><string>System</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>com.apple.TCC.configuration-profile-policy</string>
      <key>PayloadIdentifier</key><string>jp.tejun.osquery.fda.tcc</string>
      <key>PayloadUUID</key><string>D2F4C9B0-7D0F-4B53-8E57-9B6C1F0A7E42</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>Services</key>
      <dict>
        <key>SystemPolicyAllFiles</key>
        <array>
          <dict>
            <key>Identifier</key><string>io.osquery.agent</string>
            <key>IdentifierType</key><string>bundleID</string>
            <key>CodeRequirement</key><string>${requirement.replaceAll('"', '&quot;')}</string>
            <key>StaticCode</key><false/>
            <key>Allowed</key><true/>
          </dict>
        </array>
      </dict>
    </dict>
  </array>
</dict>`);

export const macReadme = {
  ja: `フルディスクアクセス: macOS の一部の点検には、エージェントのフルディスクアクセスが要ります。
  MDM (Jamf Pro、Intune など) があれば full-disk-access.mobileconfig を配ります。手で入れたプロファイルでは許可されません。
  MDM がなければ「システム設定 > プライバシーとセキュリティ > フルディスクアクセス」で osqueryd を加えます。
  許可がない端末では、見えない項目は「不明」になります。許可の署名の条件は「codesign -dr - /opt/osquery/lib/osquery.app」で確かめられます。`,
  en: `Full Disk Access: some checks on macOS need it for the agent.
  With an MDM (Jamf Pro, Intune …) hand out full-disk-access.mobileconfig; a profile installed by hand grants nothing.
  Without one add osqueryd under System Settings > Privacy & Security > Full Disk Access.
  Where it is not granted, what cannot be seen is unknown. Compare the requirement with: codesign -dr - /opt/osquery/lib/osquery.app`,
} as const;
