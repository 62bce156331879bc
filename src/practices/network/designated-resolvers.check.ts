import { isIPv4, isIPv6 } from 'node:net';
import { saidList } from '../../base/text.ts';
import { dnsResolvers } from '../../facts/dns-resolvers.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { designatedResolvers } from './params.ts';

/** One spelling for one address: lower case, without a zone, IPv6 in its shortest form. */
function canonical(address: string): string | null {
  const text = address.trim().toLowerCase().replace(/%.*$/, '');
  if (isIPv4(text)) return text;
  return isIPv6(text) ? new URL(`http://[${text}]/`).hostname : null;
}

const isStub = (address: string): boolean => address.startsWith('127.') || address === '[::1]';

/** The device asks only the DNS servers that filter the web for the company. */
export const designatedResolversCheck = defineCheck({
  id: 'network/designated-resolvers',
  title: { ja: '指定DNSサーバの使用', en: 'Use of the designated DNS servers' },
  reads: dnsResolvers,
  params: { designatedResolvers },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > ネットワークとインターネット > 接続中のネットワークのプロパティ > DNS サーバの割り当て > 編集」で指定のサーバだけにしてください。社内ではルータ(DHCP)の配布を直すほうが確実です。',
      en: 'Under Settings > Network & internet > the network’s properties > DNS server assignment > Edit enter only the designated servers. Inside the company it is surer to change what the router (DHCP) gives out.',
    },
    macos: {
      ja: '「システム設定 > ネットワーク > 使用中の接続 > 詳細… > DNS」で指定のサーバだけにしてください。',
      en: 'Under System Settings > Network > the connection > Details… > DNS enter only the designated servers.',
    },
    linux: {
      ja: 'nmcli connection modify 接続名 ipv4.dns "アドレス" ipv4.ignore-auto-dns yes のあと、nmcli connection up 接続名 で反映してください。',
      en: 'Run nmcli connection modify <name> ipv4.dns "<address>" ipv4.ignore-auto-dns yes, then nmcli connection up <name>.',
    },
  },
  caveat: {
    ja: 'ブラウザが独自に使うDNS(DNS over HTTPS)は見えません。macOSとLinuxではIPv4の問い合わせ先だけが見えます。',
    en: 'DNS that a browser does by itself (DNS over HTTPS) is not seen. On macOS and Linux only IPv4 servers are visible.',
  },
  judge({ body }, { designatedResolvers: list }) {
    if (list.length === 0) return unknown('指定のDNSサーバが未登録です。', 'No designated DNS server has been listed yet.');
    if (body.servers.length === 0) return unknown('DNSサーバの設定を読み取れません。', 'The DNS servers cannot be read.');
    const designated = new Set(list.map(canonical));
    const read = body.servers.map((text) => ({ text: text || '?', address: canonical(text) }));
    // A designated server on the device itself (a filter that runs there) is named in the list like any other.
    const other = read.filter(({ address }) => address === null || !designated.has(address));
    const strange = other.filter(({ address }) => address !== null && !isStub(address)).map(({ text }) => text);
    if (strange.length > 0) {
      const said = saidList(strange);
      return fail(
        `指定していないDNSサーバを使っています:${said.ja}(社内指定:${saidList(list).ja})`,
        `DNS servers in use that are not designated: ${said.en} (designated: ${saidList(list).en})`,
      );
    }
    if (other.length > 0) {
      const said = saidList(other.map(({ text }) => text));
      return unknown(
        `端末内の中継(${said.ja})の先にあるDNSサーバは見えません。`,
        `The DNS servers behind the device’s own relay (${said.en}) are not visible.`,
      );
    }
    const said = saidList(body.servers);
    return pass(`指定のDNSサーバだけを使っています:${said.ja}`, `Only designated DNS servers are in use: ${said.en}`);
  },
});
