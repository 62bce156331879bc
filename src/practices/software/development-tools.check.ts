import { saidList } from '../../base/text.ts';
import { softwareControl } from '../../facts/software-control.ts';
import { defineCheck, fail, pass } from '../../mechanism/check.ts';
import { developmentTools } from './params.ts';

export const developmentToolsAbsent = defineCheck({
  id: 'software/development-tools',
  title: { ja: '運用のサーバに開発用の道具がないこと', en: 'No development tools on production servers' },
  reads: softwareControl,
  params: { developmentTools },
  freshness: 'settings',
  platforms: { windows: 'judged', linux: 'judged', macos: 'judged' },
  classes: ['server'],
  environments: ['production'],
  remedy: {
    windows: {
      ja: '「設定 > アプリ > インストールされているアプリ」で削除してください。そのサーバに要るものは、許可ソフト・ユーティリティ台帳に種類「開発ツール」、範囲「特定の端末だけ」で記載します。',
      en: 'Remove it under Settings > Apps > Installed apps. What this server needs is put into the register of permitted software as a development tool for this device.',
    },
    linux: {
      ja: '「sudo apt purge パッケージ名」(RHEL系は「sudo dnf remove パッケージ名」)で削除してください。そのサーバに要るものは、許可ソフト・ユーティリティ台帳に種類「開発ツール」、範囲「特定の端末だけ」で記載します。',
      en: 'Remove it: sudo apt purge <package> (RHEL family: sudo dnf remove <package>). What this server needs is put into the register of permitted software as a development tool for this device.',
    },
    macos: {
      ja: 'アプリを「ゴミ箱」に移してください。そのサーバに要るものは、許可ソフト・ユーティリティ台帳に種類「開発ツール」、範囲「特定の端末だけ」で記載します。',
      en: 'Move the app to the Trash. What this server needs is put into the register of permitted software as a development tool for this device.',
    },
  },
  caveat: {
    ja: '環境が「運用」と記録されたサーバだけを見ます。一覧に挙げた名前だけを照らし、パッケージによらず置いたものは「開発用のコード」の点検で一部を見ます。',
    en: 'Only servers recorded as production are judged, by the names of the list. What came without a package is seen in part by the check of development code.',
  },
  judge({ body }, { developmentTools: names }) {
    if (body.developmentToolsCount > 0) {
      const said = saidList(body.developmentTools);
      return fail(`開発用の道具が入っています:${said.ja}`, `Development tools are installed: ${said.en}`);
    }
    return pass(
      `一覧の${names.length}件のうち、台帳で認めたもののほかに入っているものはありません。`,
      `None of the ${names.length} named tools is installed beyond what the register permits here.`,
    );
  },
});
