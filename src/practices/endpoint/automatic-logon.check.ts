import { automaticLogon } from '../../facts/automatic-logon.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** After it starts, the device must ask who is there. */
export const automaticLogonCheck = defineCheck({
  id: 'endpoint/automatic-logon',
  title: { ja: '自動ログインの禁止', en: 'No automatic login' },
  reads: automaticLogon,
  params: {},
  freshness: 'settings',
  platforms: {
    windows: 'judged',
    macos: 'judged',
    linux: {
      ja: 'Linuxの自動ログインは画面管理ソフト(GDM・LightDM・SDDMなど)ごとに別の書式のファイルで決まり、その多くをエージェントが読めません。',
      en: 'On Linux each display manager (GDM, LightDM, SDDM …) has its own file for automatic login, and the agent cannot read most of them.',
    },
  },
  remedy: {
    windows: {
      ja: '「ファイル名を指定して実行」で netplwiz を開き、「ユーザーがこのコンピューターを使うには、ユーザー名とパスワードの入力が必要」にチェックしてください。項目がないときは「設定 > アカウント > サインイン オプション」で「Windows Hello サインインのみを許可する」をいったんオフにします。',
      en: 'Run netplwiz and tick “Users must enter a user name and password to use this computer”. If the box is missing, first turn off “Only allow Windows Hello sign-in” under Settings > Accounts > Sign-in options.',
    },
    macos: {
      ja: '「システム設定 > ユーザとグループ」で「自動ログインのユーザ」を「オフ」にしてください。',
      en: 'Under System Settings > Users & Groups set “Automatically log in as” to Off.',
    },
  },
  caveat: {
    ja: '自動ログインがないことを示すもので、パスワードが設定されていることまでは示しません。',
    en: 'It shows that nobody is signed in automatically, not that a password is set.',
  },
  judge({ body }) {
    if (body.enabled === null) {
      return unknown('自動ログインの設定値を読み取れません。', 'The setting of automatic login cannot be understood.');
    }
    if (!body.enabled) return pass('自動ログインは無効です。', 'Automatic login is off.');
    return body.user === null
      ? fail('自動ログインが有効です。', 'Automatic login is on.')
      : fail(`${body.user} で自動ログインする設定です。`, `The device signs in ${body.user} automatically.`);
  },
});
