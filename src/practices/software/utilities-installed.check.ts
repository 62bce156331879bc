import { installedPrograms } from '../../facts/listed-programs.ts';
import { defineCheck } from '../../mechanism/check.ts';
import { judgeInstalled } from './installed.ts';
import { unapprovedUtilities } from './params.ts';

export const utilitiesInstalled = defineCheck({
  id: 'software/utilities-installed',
  title: { ja: '承認の要るユーティリティが入っていないこと', en: 'No utility that needs approval is installed' },
  reads: installedPrograms,
  params: { unapprovedUtilities },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '使用申請で承認を得るか、「設定 > アプリ > インストールされているアプリ」から「アンインストール」してください。',
      en: 'Have its use approved, or uninstall it under Settings > Apps > Installed apps.',
    },
    macos: {
      ja: '使用申請で承認を得るか、「アプリケーション」フォルダから該当のアプリを「ゴミ箱」に移してください。',
      en: 'Have its use approved, or move the app from the Applications folder to the Trash.',
    },
    linux: {
      ja: '使用申請で承認を得るか、「sudo apt purge パッケージ名」(RHEL系は「sudo dnf remove パッケージ名」)で削除してください。',
      en: 'Have its use approved, or remove it with: sudo apt purge <package> (RHEL family: sudo dnf remove <package>).',
    },
  },
  caveat: {
    ja: '承認の有無までは見ません。インストールせずに使うもの(PsExecなど)や、パッケージによらず置いたものは見つかりません。',
    en: 'It does not know what was approved. Utilities used without installation (PsExec and the like) or placed without a package are not found.',
  },
  judge: ({ body, platform }, { unapprovedUtilities: names }) =>
    judgeInstalled(body, platform, names, { ja: '承認の要るユーティリティ', en: 'utilities that need approval' }),
});
