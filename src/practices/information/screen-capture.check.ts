import { saidList } from '../../base/text.ts';
import { screenCapture } from '../../facts/screen-capture.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { screenCaptureBlocked } from './params.ts';

/** Where the company blocks screen capture by settings, the settings must be there. */
export const screenCaptureSettings = defineCheck({
  id: 'information/screen-capture',
  title: { ja: '画面の取得が設定で禁じられていること', en: 'Screen capture is blocked by settings' },
  reads: screenCapture,
  params: { screenCaptureBlocked },
  freshness: 'settings',
  classes: ['client'],
  platforms: {
    windows: 'judged',
    macos: 'judged',
    linux: {
      ja: 'Linuxには、画面の取得を禁じる設定を外から確かめる手段がありません。利用者の誓約で確かめてください。',
      en: 'On Linux there is no setting against screen capture that can be seen from outside. Have users pledge it.',
    },
  },
  remedy: {
    windows: {
      ja: 'グループポリシー「コンピューターの構成 > 管理用テンプレート > Windows コンポーネント」で、「タブレット PC > アクセサリ > Snipping Tool の実行を許可しない」を有効、「Windows AI > リコールの有効化を許可する」と「Windows ゲームの記録とブロードキャスト」を無効にしてください。',
      en: 'By group policy (Computer Configuration > Administrative Templates > Windows Components) enable Tablet PC > Accessories > Do not allow Snipping Tool to run, and disable Windows AI > Allow Recall to be enabled and Windows Game Recording and Broadcasting.',
    },
    macos: {
      ja: 'MDMの構成プロファイル「制限」で「スクリーンショットと画面収録を許可」をオフにしてください。',
      en: 'In the MDM profile Restrictions switch off Allow screenshots and screen recording.',
    },
  },
  caveat: {
    ja: 'OSに備わる道具の設定だけを見ます。PrintScreenキー、他社の取得ソフト、カメラでの撮影は防げません。',
    en: 'Only settings of the system’s own tools are seen. The Print Screen key, other capture programs and cameras are not stopped by them.',
  },
  judge({ body }, { screenCaptureBlocked: required }) {
    if (!required)
      return pass(
        '社内の定めにより、設定による画面取得の禁止は求めていません。',
        'The company does not require screen capture to be blocked by settings.',
      );
    if (!body.readable) return unknown('画面取得の設定を読めませんでした。', 'The settings of screen capture could not be read.');
    const open = body.settings.filter(({ blocked }) => blocked !== true).map(({ name }) => name);
    const said = saidList(open);
    if (open.length > 0) return fail(`画面の取得を禁じる設定がありません:${said.ja}`, `Not blocked by a setting: ${said.en}`);
    const all = saidList(body.settings.map(({ name }) => name));
    return body.settings.length === 0
      ? unknown('画面取得の設定が見つかりません。', 'No setting of screen capture was found.')
      : pass(`画面の取得が設定で禁じられています:${all.ja}`, `Blocked by settings: ${all.en}`);
  },
});
