import { saidList } from '../../base/text.ts';
import { sudoRules } from '../../facts/sudo-rules.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** Whoever uses administrator rights proves each time who it is. */
export const sudoPassword = defineCheck({
  id: 'privileged-access/sudo-password',
  title: { ja: '特権の使用時のパスワード', en: 'A password for each use of privileges' },
  reads: sudoRules,
  params: {},
  freshness: 'settings',
  platforms: { macos: 'judged', linux: 'judged' },
  remedy: {
    macos: {
      ja: 'ターミナルで sudo visudo を開き、NOPASSWD: や !authenticate のある行を直してください。/etc/sudoers.d の中のファイルは visudo -f で開きます。',
      en: 'Open sudo visudo in Terminal and correct the lines with NOPASSWD: or !authenticate. Files in /etc/sudoers.d are opened with visudo -f.',
    },
    linux: {
      ja: 'sudo visudo(/etc/sudoers.d の中は visudo -f ファイル名)で、NOPASSWD: や !authenticate のある行を直してください。',
      en: 'With sudo visudo (visudo -f for files in /etc/sudoers.d) correct the lines with NOPASSWD: or !authenticate.',
    },
  },
  caveat: {
    ja: 'sudoの規則だけを見ます。番号(#1000など)で書いた規則と、doasやPolicyKitの設定は見えません。',
    en: 'Only the rules of sudo are seen, not those that name an account by number (#1000), nor doas or PolicyKit.',
  },
  judge({ body }) {
    if (body.passwordless.length > 0) {
      const said = saidList(
        body.passwordless.map(({ who, rule, source }) => `${who} ${rule} (${source})`),
        3,
      );
      return fail(`パスワードなしで特権を使える規則があります:${said.ja}`, `Rules that grant privileges without a password: ${said.en}`);
    }
    if (body.installed === null) return unknown('sudoの規則を読めませんでした。', 'The rules of sudo could not be read.');
    return body.installed
      ? pass('sudoはすべてパスワードを求めます。', 'sudo always asks for a password.')
      : pass('sudoは入っていません。', 'sudo is not installed.');
  },
});
