import { saidList } from '../../base/text.ts';
import { type SoftwareControlFact, softwareControl } from '../../facts/software-control.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { unlistedGraceDays } from './params.ts';

const shown = ({ name, version, line }: SoftwareControlFact['unlisted'][number], language: 'ja' | 'en'): string => {
  const full = version ? `${name} ${version}` : name;
  if (line === undefined) return full;
  return language === 'ja' ? `${full}(${line}の認める版ではない)` : `${full} (not a version that ${line} permits)`;
};
const lists = (items: SoftwareControlFact['unlisted'], count: number) => {
  const rest = count - items.length;
  const ja = saidList(items.map((item) => shown(item, 'ja'))).ja;
  const en = saidList(items.map((item) => shown(item, 'en'))).en;
  return rest > 0 ? { ja: `${ja}(全${count}件)`, en: `${en} (${count} in all)` } : { ja, en };
};

/** Everything that is installed is in the list of permitted software, comes with the system, or is requested. */
export const unlistedSoftware = defineCheck({
  id: 'software/unlisted',
  title: { ja: '許可のないソフトウェアが入っていないこと', en: 'No software without permission is installed' },
  reads: softwareControl,
  params: { unlistedGraceDays },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '使い続けるなら「ソフトウェア利用・導入申請」を出してください(「自分の端末」の各ソフトの横から、名前の入った申請書が開きます)。使わないなら「設定 > アプリ > インストールされているアプリ」でアンインストールします。管理者は「端末 > ソフトウェア」で許可できます。',
      en: 'If you need it, send “Request to use or install software” (My devices opens the form with its name). If not, uninstall it under Settings > Apps > Installed apps. Administrators permit it under Devices > Software.',
    },
    macos: {
      ja: '使い続けるなら「ソフトウェア利用・導入申請」を出してください(「自分の端末」から、名前の入った申請書が開きます)。使わないなら「アプリケーション」フォルダから「ゴミ箱」に移します。管理者は「端末 > ソフトウェア」で許可できます。',
      en: 'If you need it, send “Request to use or install software” (My devices opens the form with its name). If not, move it from Applications to the Trash. Administrators permit it under Devices > Software.',
    },
    linux: {
      ja: '要るものは「端末 > ソフトウェア」で許可するか、申請してください。要らないものは「sudo apt purge パッケージ名」(RHEL系は「sudo dnf remove パッケージ名」)で削除します。',
      en: 'Permit or request what is needed (Devices > Software). Remove the rest: sudo apt purge <package> (RHEL family: sudo dnf remove <package>).',
    },
  },
  remedyForUser: {
    windows: {
      ja: '使い続けるなら、この画面の各ソフトの横から申請してください。使わないなら「設定 > アプリ > インストールされているアプリ」でアンインストールします。',
      en: 'If you need it, request it beside its name on this page. If not, uninstall it under Settings > Apps > Installed apps.',
    },
    macos: {
      ja: '使い続けるなら、この画面の各ソフトの横から申請してください。使わないなら「アプリケーション」フォルダから「ゴミ箱」に移します。',
      en: 'If you need it, request it beside its name on this page. If not, move it from Applications to the Trash.',
    },
  },
  caveat: {
    ja: 'インストールされたと端末が言うものだけを見ます。名前と提供元はソフトの名乗りで、証明ではありません。コピーしただけのもの、ブラウザの拡張、言語ごとのライブラリは含みません。',
    en: 'Only what the device lists as installed is seen. Names and publishers are what programs claim. Copied files, browser extensions and libraries of languages are not included.',
  },
  judge({ body }, { unlistedGraceDays: days }, now) {
    const late = body.unlisted.filter(({ failsAt }) => Date.parse(failsAt) <= now.getTime());
    if (late.length > 0) {
      const said = lists(late, late.length === body.unlisted.length ? body.unlistedCount : late.length);
      return fail(
        `許可のないソフトウェアが、見つかってから${days}営業日を過ぎて入っています:${said.ja}`,
        `Software without permission is installed, more than ${days} business days after it was found: ${said.en}`,
      );
    }
    if (body.unlistedCount > 0) {
      const said = lists(body.unlisted, body.unlistedCount);
      const due = body.unlisted[0]!.failsAt.slice(0, 10);
      return unknown(
        `新しく見つかったソフトウェアが、許可されるか削除されるのを待っています(${days}営業日以内、最初の期限${due}):${said.ja}`,
        `Software found lately waits to be permitted or removed (within ${days} business days, the first by ${due}): ${said.en}`,
      );
    }
    if (body.unclearCount > 0) {
      const said = saidList(body.unclear.map(({ name, line }) => `${name}(${line})`));
      return unknown(
        `認める版と照らせないソフトウェアがあります:${said.ja}。台帳の「認める版」を直してください。`,
        `Software cannot be held against the versions its line permits: ${said.en}. Put the line right.`,
      );
    }
    if (body.askedCount > 0) {
      const said = saidList(body.asked.map(({ name, request }) => `${name}(${request})`));
      return unknown(`申請の決定を待っているソフトウェアがあります:${said.ja}`, `Requests are not decided yet: ${said.en}`);
    }
    return pass(
      '入っているソフトウェアは、すべて許可されているかOSに備わるものです。',
      'All that is installed is permitted or comes with the system.',
    );
  },
});
