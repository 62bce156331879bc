import { installedPrograms } from '../../facts/listed-programs.ts';
import { defineCheck } from '../../mechanism/check.ts';
import { judgeInstalled } from './installed.ts';
import { forbiddenSoftware } from './params.ts';

export const fileSharingInstalled = defineCheck({
  id: 'software/file-sharing-installed',
  title: { ja: '禁止ソフトが入っていないこと', en: 'No forbidden software is installed' },
  reads: installedPrograms,
  params: { forbiddenSoftware },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > アプリ > インストールされているアプリ」で該当のソフトを選び、「アンインストール」してください。',
      en: 'Uninstall the program under Settings > Apps > Installed apps.',
    },
    macos: {
      ja: '「アプリケーション」フォルダから該当のアプリを「ゴミ箱」に移し、ゴミ箱を空にしてください。',
      en: 'Move the app from the Applications folder to the Trash and empty it.',
    },
    linux: {
      ja: '「sudo apt purge パッケージ名」(RHEL系は「sudo dnf remove パッケージ名」)で削除してください。',
      en: 'Remove it with: sudo apt purge <package> (RHEL family: sudo dnf remove <package>).',
    },
  },
  caveat: {
    ja: 'インストールされたものだけが見えます。コピーしただけで動くソフト(Winnyなど)は、実行の痕跡と稼働中の点検で見ます。',
    en: 'Only what was installed is seen. Programs that run when merely copied (Winny and the like) are left to the checks of traces and of running programs.',
  },
  judge: ({ body, platform }, { forbiddenSoftware: names }) =>
    judgeInstalled(body, platform, names, { ja: '禁止ソフト', en: 'forbidden programs' }),
});
