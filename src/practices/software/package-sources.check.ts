import { saidList } from '../../base/text.ts';
import { packageSources } from '../../facts/package-sources.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { approvedPackageHosts } from './params.ts';

/** Updates and programs come from their official source only. */
export const packageSourcesCheck = defineCheck({
  id: 'software/package-sources',
  title: { ja: '正規の配布元だけを使っていること', en: 'Only official sources of packages are used' },
  reads: packageSources,
  params: { approvedPackageHosts },
  freshness: 'settings',
  platforms: { macos: 'judged', linux: 'judged' },
  remedy: {
    macos: {
      ja: '「システム設定 > プライバシーとセキュリティ」の「ダウンロードしたアプリケーションの実行許可」を「App Storeと確認済みの開発元」にし、「sudo spctl --global-enable」を実行してください。',
      en: 'Under System Settings > Privacy & Security allow apps from the App Store and identified developers, and run sudo spctl --global-enable.',
    },
    linux: {
      ja: '/etc/apt/sources.list.d(RHEL系は/etc/yum.repos.d)から該当の配布元を削除して「sudo apt update」を行うか、正規の配布元であれば値に加えてください。',
      en: 'Remove the source from /etc/apt/sources.list.d (RHEL family: /etc/yum.repos.d) and run sudo apt update, or add the host to the value if it is official.',
    },
  },
  caveat: {
    ja: 'aptは取得済みの一覧から配布元を読みます。署名の検査を省く設定(trusted=yes)は、署名のない配布元でだけ見えます。macOSはGatekeeperが有効なことだけを見ます。',
    en: 'With apt the sources are read off the lists fetched. Skipping signatures (trusted=yes) shows only for a source without any. On macOS it sees only that Gatekeeper is on.',
  },
  judge({ body }, { approvedPackageHosts: hosts }) {
    if (body.gatekeeper !== null) {
      return body.gatekeeper
        ? pass('Gatekeeperが有効です。', 'Gatekeeper is on.')
        : fail('Gatekeeperが無効です。出所を確かめられないアプリも動きます。', 'Gatekeeper is off: apps of unknown origin can run.');
    }
    const sources = body.sources ?? [];
    if (sources.length === 0) return unknown('パッケージの配布元が1件も見えません。', 'No package source can be seen.');
    if (hosts.length === 0) return unknown('入手を認める配布元が1件も指定されていません。', 'No approved package host has been named yet.');
    const approved = hosts.map((host) => host.trim().toLowerCase());
    const isApproved = (host: string) => approved.some((item) => host === item || host.endsWith(`.${item}`));
    const foreign = sources.flatMap(({ host }) => (host !== null && !isApproved(host) ? [host] : []));
    if (foreign.length > 0) {
      const said = saidList([...new Set(foreign)]);
      return fail(`認めていない配布元を使っています:${said.ja}`, `Sources that are not approved are in use: ${said.en}`);
    }
    const unsigned = sources.filter(({ signed }) => signed === false);
    if (unsigned.length > 0) {
      const said = saidList(unsigned.map(({ name }) => name));
      return fail(`署名を検査しない配布元があります:${said.ja}`, `Sources are used without checking signatures: ${said.en}`);
    }
    const vague = sources.filter(({ host, signed }) => host === null || signed === null);
    if (vague.length > 0) {
      const said = saidList(vague.map(({ name }) => name));
      return unknown(
        `出所か署名の検査を読めない配布元があります:${said.ja}`,
        `The origin or the checking of signatures cannot be read: ${said.en}`,
      );
    }
    return pass(`配布元${sources.length}件はすべて認めたものです。`, `All ${sources.length} package sources are approved ones.`);
  },
});
