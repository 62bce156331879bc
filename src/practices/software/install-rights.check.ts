import { saidList } from '../../base/text.ts';
import { administrators } from '../../facts/administrators.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { foldedName } from './name-pattern.ts';
import { installerAccounts } from './params.ts';

/** Whoever is an administrator of a PC installs what he likes: that should be those who run IT, and nobody else. */
export const installRightsLimited = defineCheck({
  id: 'software/install-rights',
  title: { ja: '利用者がソフトウェアを自由に導入できないこと', en: 'Users cannot install software as they like' },
  reads: administrators,
  params: { installerAccounts },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  classes: ['client'],
  remedy: {
    windows: {
      ja: '「設定 > アカウント > 他のユーザー」でアカウントを選び、「アカウントの種類の変更」で「標準ユーザー」にしてください。管理用のアカウントは、値「ソフトウェアを導入する権限を持ってよいアカウント」に加えます。',
      en: 'Under Settings > Accounts > Other users choose the account, Change account type, Standard User. Accounts for administration belong into the company value.',
    },
    macos: {
      ja: '「システム設定 > ユーザとグループ」で、利用者の「このユーザにこのコンピュータの管理を許可」をオフにしてください。',
      en: 'Under System Settings > Users & Groups switch off “Allow this user to administer this computer”.',
    },
    linux: {
      ja: '「sudo gpasswd -d 利用者名 sudo」(RHEL系は「wheel」)で、利用者を管理者のグループから外してください。',
      en: 'Take the user out of the group: sudo gpasswd -d <user> sudo (RHEL family: wheel).',
    },
  },
  caveat: {
    ja: '管理者でなくても、利用者のフォルダだけに入るソフトやストアのアプリは入れられます。入ったものは「許可のないソフトウェア」の点検で見ます。',
    en: 'Without such rights, too, programs of one user’s folder and apps of the store can be installed; the check of software without permission finds them.',
  },
  judge({ body }, { installerAccounts: allowed }) {
    const may = new Set(allowed.map(foldedName));
    const others = body.holders.filter(({ user, disabled }) => !disabled && user.trim() !== '' && !may.has(foldedName(user)));
    if (others.length > 0) {
      const said = saidList(others.map(({ user }) => user));
      return fail(
        `情報システム管理者のほかに、導入の権限を持つアカウントがあります:${said.ja}`,
        `Accounts beyond those who run IT can install software: ${said.en}`,
      );
    }
    if (!body.complete || body.unresolved.length > 0)
      return unknown('管理者の権限の一部を読み取れません。', 'Some of the rights of administrators cannot be read.');
    return pass('導入の権限を持つのは、会社が定めたアカウントだけです。', 'Only the accounts that the company named can install software.');
  },
});
