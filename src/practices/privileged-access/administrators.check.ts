import { saidList } from '../../base/text.ts';
import { administrators } from '../../facts/administrators.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { privilegeHolders } from './params.ts';

/** Only the people whom the company chose hold administrator rights on the device. */
export const administratorsCheck = defineCheck({
  id: 'privileged-access/administrators',
  title: { ja: '管理者権限を持つアカウントと名簿の照合', en: 'Accounts with administrator rights against the list' },
  reads: administrators,
  params: { privilegeHolders },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > アカウント > 他のユーザー > アカウントの種類の変更」で「標準ユーザー」にするか、承認を得て名簿に加えてください。',
      en: 'Under Settings > Accounts > Other users change the account type to Standard User, or have the account approved and put on the list.',
    },
    macos: {
      ja: '「システム設定 > ユーザとグループ」で該当の利用者の「このコンピュータの管理を許可」をオフにするか、承認を得て名簿に加えてください。',
      en: 'Under System Settings > Users & Groups turn off “Allow this user to administer this computer”, or have the account approved and put on the list.',
    },
    linux: {
      ja: 'gpasswd -d 利用者名 グループ名 で管理者グループから外すか、visudo で規則を消すか、承認を得て名簿に加えてください。',
      en: 'Take the person out of the group with gpasswd -d, remove the rule with visudo, or have the account approved and put on the list.',
    },
  },
  caveat: {
    ja: 'グループの中に入れ子になったドメインやEntra IDのグループの人までは見えません。',
    en: 'People inside nested groups of a domain or of Entra ID are not seen.',
  },
  judge({ body, platform }, { privilegeHolders: list }) {
    if (list.length === 0) {
      return unknown(
        '管理者権限を持ってよいアカウントが未登録です。',
        'The accounts that may hold administrator rights have not been listed yet.',
      );
    }
    // Windows does not tell capital letters apart in the names of accounts; the others do.
    const form = (name: string) => (platform === 'windows' ? name.trim().toLowerCase() : name.trim()).normalize('NFC');
    const allowed = new Set(list.map(form));
    const holders = body.holders.filter(({ disabled }) => !disabled);
    const strangers = holders.filter(({ user }) => !allowed.has(form(user)));
    if (strangers.length > 0) {
      const said = saidList(strangers.map(({ user, by }) => `${user} (${by.join(', ')})`));
      return fail(
        `名簿にないアカウントが管理者権限を持っています:${said.ja}`,
        `Accounts with administrator rights that are not on the list: ${said.en}`,
      );
    }
    if (body.unresolved.length > 0) {
      const said = saidList(body.unresolved);
      return unknown(`誰に権限を与えるか読み解けない規則があります:${said.ja}`, `Rules whose holders cannot be traced: ${said.en}`);
    }
    if (!body.complete) return unknown('sudoの規則を読めませんでした。', 'The rules of sudo could not be read.');
    if (holders.length === 0) return pass('管理者権限を持つ利用者はいません。', 'Nobody holds administrator rights.');
    const said = saidList(holders.map(({ user }) => user));
    return pass(
      `管理者権限を持つのは名簿のアカウントだけです:${said.ja}`,
      `Only accounts on the list hold administrator rights: ${said.en}`,
    );
  },
});
