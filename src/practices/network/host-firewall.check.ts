import { saidList } from '../../base/text.ts';
import { hostFirewall } from '../../facts/host-firewall.ts';
import type { Platform } from '../../facts/kind.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../../mechanism/check.ts';

type Parts = readonly { readonly name: string; readonly on: boolean | null }[];

const saidNames: Readonly<Record<string, string>> = {
  Domain: 'ドメイン ネットワーク (Domain)',
  Private: 'プライベート ネットワーク (Private)',
  Public: 'パブリック ネットワーク (Public)',
  MpsSvc: 'Windows Defender Firewall (MpsSvc)',
  alf: 'ファイアウォール (Firewall)',
};
const named = (parts: Parts) => saidList(parts.map(({ name }) => saidNames[name] ?? name));

/** Windows and macOS: every part counts, for a profile that is off leaves the device open on such networks. */
function judgeAll(parts: Parts): Verdict {
  const off = parts.filter(({ on }) => on === false);
  if (off.length > 0) return fail(`ファイアウォールが無効です:${named(off).ja}`, `The firewall is off: ${named(off).en}`);
  const unclear = parts.filter(({ on }) => on === null);
  if (unclear.length > 0 || parts.length === 0) {
    return unknown(
      `ファイアウォールの状態を読み取れません:${named(unclear).ja}`,
      `The state of the firewall cannot be read: ${named(unclear).en}`,
    );
  }
  return pass(`ファイアウォールは有効です:${named(parts).ja}`, `The firewall is on: ${named(parts).en}`);
}

/** Linux: the parts are alternatives, one is enough. */
function judgeAny(parts: Parts): Verdict {
  const on = parts.filter((part) => part.on === true);
  if (on.length > 0) return pass(`ファイアウォールが動いています:${named(on).ja}`, `A firewall is running: ${named(on).en}`);
  const unclear = parts.filter((part) => part.on === null);
  if (unclear.length > 0 || parts.length === 0) {
    return unknown(
      `次のファイアウォールが守っているかを読み取れません:${named(unclear).ja}`,
      `Whether these firewalls protect the device cannot be read: ${named(unclear).en}`,
    );
  }
  return fail(
    `動いているファイアウォールがありません(${named(parts).ja} のいずれも)。`,
    `No firewall is running (none of ${named(parts).en}).`,
  );
}

const judges: Readonly<Record<Platform, (parts: Parts) => Verdict>> = { windows: judgeAll, macos: judgeAll, linux: judgeAny };

/** The device's own firewall keeps out connections that nobody asked for. */
export const hostFirewallCheck = defineCheck({
  id: 'network/host-firewall',
  title: { ja: '端末のファイアウォール', en: 'Firewall of the device' },
  reads: hostFirewall,
  params: {},
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「Windows セキュリティ > ファイアウォールとネットワーク保護」で、3つのネットワークのファイアウォールをすべてオンにしてください。',
      en: 'Under Windows Security > Firewall & network protection turn the firewall on for all three networks.',
    },
    macos: {
      ja: '「システム設定 > ネットワーク > ファイアウォール」をオンにしてください。',
      en: 'Turn on System Settings > Network > Firewall.',
    },
    linux: {
      ja: 'Ubuntu・Debianでは sudo ufw allow OpenSSH のあと sudo ufw enable、RHEL系では sudo systemctl enable --now firewalld を実行してください。',
      en: 'On Ubuntu and Debian run sudo ufw allow OpenSSH and sudo ufw enable; on RHEL and the like sudo systemctl enable --now firewalld.',
    },
  },
  caveat: {
    ja: '有効かどうかを示すもので、許可の規則が適切かまでは示しません。nftables の規則の中身は見えません。',
    en: 'It shows that the firewall is on, not that its exceptions are right. The contents of nftables rules are not seen.',
  },
  judge({ body, platform }) {
    const verdict = judges[platform](body.parts);
    if (verdict.verdict === 'pass' || body.others.length === 0) return verdict;
    const said = saidList(body.others);
    return pass(`他社のファイアウォールが有効です:${said.ja}`, `A firewall of another maker is on: ${said.en}`);
  },
});
