import { saidList } from '../../base/text.ts';
import { type sharingNames, sharingServices } from '../../facts/open-folders.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { allowedSharing } from './params.ts';

/** What the switches are called in System Settings > General > Sharing. */
const titles: Readonly<Record<(typeof sharingNames)[number], { readonly ja: string; readonly en: string }>> = {
  screen: { ja: '画面共有', en: 'Screen Sharing' },
  file: { ja: 'ファイル共有', en: 'File Sharing' },
  printer: { ja: 'プリンタ共有', en: 'Printer Sharing' },
  login: { ja: 'リモートログイン', en: 'Remote Login' },
  management: { ja: 'リモートマネージメント', en: 'Remote Management' },
  events: { ja: 'リモートアプリケーションスクリプティング', en: 'Remote Application Scripting' },
  internet: { ja: 'インターネット共有', en: 'Internet Sharing' },
  bluetooth: { ja: 'Bluetooth共有', en: 'Bluetooth Sharing' },
};

/** A Mac offers nothing over the network but what the company allows. */
export const sharingOff = defineCheck({
  id: 'information/sharing-services',
  title: { ja: '認めていない共有機能が無効なこと', en: 'Sharing that is not allowed is off' },
  reads: sharingServices,
  params: { allowedSharing },
  freshness: 'settings',
  platforms: { macos: 'judged' },
  remedy: {
    macos: {
      ja: '「システム設定 > 一般 > 共有」で、該当の項目をオフにしてください。業務に要るときは、承認を得て定めに加えます。',
      en: 'Turn the item off under System Settings > General > Sharing. Where the work needs it, have it approved and add it to the value.',
    },
  },
  caveat: {
    ja: 'だれに共有しているか(利用者とフォルダ)までは見えません。',
    en: 'With whom something is shared (people and folders) is not seen.',
  },
  judge({ body: { on, unread } }, { allowedSharing: allowed }) {
    const form = (text: string) => text.normalize('NFKC').toLowerCase().trim();
    const permitted = new Set(allowed.map(form));
    const stranger = on.filter((name) => !permitted.has(form(titles[name].ja)) && !permitted.has(form(titles[name].en)));
    if (stranger.length > 0) {
      const [ja, en] = [saidList(stranger.map((name) => titles[name].ja)), saidList(stranger.map((name) => titles[name].en))];
      return fail(`認めていない共有機能が有効です:${ja.ja}`, `Sharing is on that is not allowed: ${en.en}`);
    }
    if (unread.length > 0) {
      const [ja, en] = [saidList(unread.map((name) => titles[name].ja)), saidList(unread.map((name) => titles[name].en))];
      return unknown(`読めない共有の設定があります:${ja.ja}`, `Settings of sharing that could not be read: ${en.en}`);
    }
    return pass('認めていない共有機能はすべて無効です。', 'All sharing that is not allowed is off.');
  },
});
