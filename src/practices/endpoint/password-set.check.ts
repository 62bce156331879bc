import { saidList } from '../../base/text.ts';
import { accountPasswords } from '../../facts/account-passwords.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../../mechanism/check.ts';
import { minPasswordLength } from './params.ts';

type Accounts = readonly { readonly user: string; readonly password: 'set' | 'locked' | 'empty' | null }[];

/** Windows tells the rule for passwords, not the passwords. */
function judgeRule(length: number | null, blankOnlyAtConsole: boolean | null, min: number): Verdict {
  if (length !== null && length < min) {
    return fail(
      `端末が認めるパスワードの最小文字数は${length}文字です(社内基準${min}文字以上)。`,
      `The device accepts passwords of ${length} characters (the company says ${min} at least).`,
    );
  }
  if (blankOnlyAtConsole === false) {
    return fail(
      '空のパスワードのアカウントに、ネットワーク越しのログオンを認める設定です。',
      'Accounts with an empty password may log on over the network.',
    );
  }
  if (length === null) return unknown('パスワードの最小文字数を読み取れません。', 'The shortest password allowed cannot be read.');
  if (blankOnlyAtConsole === null) {
    return unknown('空のパスワードの扱いを読み取れません。', 'How empty passwords are treated cannot be read.');
  }
  return pass(
    `端末が求めるパスワードは${length}文字以上です(社内基準${min}文字以上)。`,
    `The device asks for passwords of ${length} characters or more (the company says ${min} at least).`,
  );
}

function judgeAccounts(accounts: Accounts): Verdict {
  const named = (state: Accounts[number]['password']) => accounts.filter((one) => one.password === state).map((one) => one.user);
  const empty = named('empty');
  if (empty.length > 0) {
    const said = saidList(empty);
    return fail(`パスワードが空のアカウントがあります:${said.ja}`, `Accounts without a password: ${said.en}`);
  }
  const unclear = named(null);
  if (accounts.length === 0 || unclear.length > 0) {
    const said = saidList(unclear.length > 0 ? unclear : ['—']);
    return unknown(`パスワードの有無を確かめられません:${said.ja}`, `Whether a password is set cannot be told: ${said.en}`);
  }
  const locked = named('locked').length;
  return pass(
    `ログインできるアカウント${accounts.length}件に、空のパスワードはありません(パスワードでのログイン停止は${locked}件)。`,
    `None of the ${accounts.length} accounts has an empty password (${locked} cannot sign in with a password).`,
  );
}

/** A password stands before every account of the device. */
export const passwordSet = defineCheck({
  id: 'endpoint/password-set',
  title: { ja: 'パスワードの設定', en: 'Passwords are set' },
  reads: accountPasswords,
  params: { minPasswordLength },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「ローカル セキュリティ ポリシー > アカウント ポリシー > パスワードのポリシー > パスワードの長さ」を社内基準以上にし、「ローカル ポリシー > セキュリティ オプション」の「アカウント: ローカル アカウントの空のパスワードの使用をコンソール ログオンのみに制限する」を有効にしてください。',
      en: 'In Local Security Policy set Account Policies > Password Policy > Minimum password length to the company’s value, and enable “Accounts: Limit local account use of blank passwords to console logon only”.',
    },
    macos: {
      ja: '「システム設定 > ユーザとグループ」で該当の利用者の「i」を開き、パスワードを設定し直してください。',
      en: 'Under System Settings > Users & Groups open the person’s “i” and set the password again.',
    },
    linux: {
      ja: '該当のアカウントに passwd でパスワードを設定するか、使わないなら usermod -L でロックしてください。',
      en: 'Set a password with passwd, or lock an unused account with usermod -L.',
    },
  },
  caveat: {
    ja: 'Windowsは規則だけが見え、個々のパスワードやEntra ID・PINの設定は見えません。macOSはパスワードの設定日時による間接の確認です。Linuxは端末内のアカウントだけを見ます。',
    en: 'Windows shows only the rule, not single passwords, nor Entra ID or PIN. macOS is judged indirectly, by the day on which a password was set. On Linux only local accounts are seen.',
  },
  judge({ body, platform }, { minPasswordLength: min }) {
    if (platform === 'windows') return judgeRule(body.minLength, body.blankOnlyAtConsole, min);
    return judgeAccounts(body.accounts ?? []);
  },
});
