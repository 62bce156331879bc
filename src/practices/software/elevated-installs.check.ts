import { installerPolicy } from '../../facts/installer-policy.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** AlwaysInstallElevated of machine and user together lets every user install any .msi with the rights of the system. */
export const elevatedInstallsOff = defineCheck({
  id: 'software/elevated-installs',
  title: { ja: '誰でも管理者の権限で導入できる設定がないこと', en: 'No setting lets everybody install with system rights' },
  reads: installerPolicy,
  params: {},
  freshness: 'settings',
  platforms: { windows: 'judged' },
  remedy: {
    windows: {
      ja: '「gpedit.msc」(ドメインではグループポリシー)の「コンピューターの構成」と「ユーザーの構成」の両方で、「管理用テンプレート > Windows コンポーネント > Windows インストーラー > 常にシステム特権でインストールする」を「未構成」または「無効」にしてください。',
      en: 'In Group Policy, under both Computer and User Configuration > Administrative Templates > Windows Components > Windows Installer, set “Always install with elevated privileges” to Not configured or Disabled.',
    },
  },
  caveat: {
    ja: '利用者ごとの設定は、サインインしている利用者のものだけが見えます。コンピュータ側だけでも「不適合」にします。ストアの制限は参考として示します。',
    en: 'Settings of users are seen only while they are signed in; the machine’s half alone fails. Limits of the store are told for information.',
  },
  judge({ body }) {
    if (body.elevatedMachine)
      return fail(
        body.elevatedUsers > 0
          ? '「常にシステム特権でインストールする」が、コンピュータと利用者の両方で有効です。'
          : '「常にシステム特権でインストールする」が、コンピュータ側で有効です(利用者側も有効なら、誰でも導入できます)。',
        body.elevatedUsers > 0
          ? '“Always install with elevated privileges” is on for the machine and for users.'
          : '“Always install with elevated privileges” is on for the machine; with a user’s half, anybody installs anything.',
      );
    if (!body.seen) return unknown('レジストリを読めませんでした。', 'The registry could not be read.');
    const store = {
      open: { ja: 'ストアは制限されていません', en: 'the store is not limited' },
      private: { ja: 'ストアは会社のものに限られています', en: 'the store is limited to the company’s own' },
      closed: { ja: 'ストアは閉じられています', en: 'the store is closed' },
    }[body.store];
    return pass(
      `誰でも管理者の権限で導入できる設定はありません(${store.ja})。`,
      `No setting lets everybody install with system rights (${store.en}).`,
    );
  },
});
