import { saidList } from '../../base/text.ts';
import { sshPrivateKeys } from '../../facts/ssh-private-keys.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** A private key that somebody copies is of no use without its passphrase. */
export const privateKeysProtected = defineCheck({
  id: 'cryptography/private-keys-protected',
  title: { ja: 'SSH秘密鍵のパスフレーズ', en: 'Passphrases on SSH private keys' },
  reads: sshPrivateKeys,
  params: {},
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: 'PowerShellで ssh-keygen -p -f 鍵のファイル を実行し、パスフレーズを付けてください。使わない鍵は削除します。',
      en: 'Run ssh-keygen -p -f <key file> in PowerShell and give a passphrase. Delete keys that are not used.',
    },
    macos: {
      ja: 'ターミナルで ssh-keygen -p -f 鍵のファイル を実行し、パスフレーズを付けてください。使わない鍵は削除します。',
      en: 'Run ssh-keygen -p -f <key file> in Terminal and give a passphrase. Delete keys that are not used.',
    },
    linux: {
      ja: 'ssh-keygen -p -f 鍵のファイル を実行し、パスフレーズを付けてください。使わない鍵は削除します。',
      en: 'Run ssh-keygen -p -f <key file> and give a passphrase. Delete keys that are not used.',
    },
  },
  caveat: {
    ja: '各利用者の .ssh フォルダの鍵だけを見ます。改行がCRLFの鍵ファイルは、保護されていなくても保護ありと報告されることがあります。',
    en: 'Only keys in the people’s .ssh folders are seen. A key file with CRLF line ends can be reported as protected although it is not.',
  },
  judge({ body }) {
    const bare = body.keys.filter(({ encrypted }) => encrypted === false).map(({ path }) => path);
    if (bare.length > 0) {
      const said = saidList(bare);
      return fail(`パスフレーズのない秘密鍵があります:${said.ja}`, `Private keys without a passphrase: ${said.en}`);
    }
    const unclear = body.keys.filter(({ encrypted }) => encrypted === null).map(({ path }) => path);
    if (unclear.length > 0) {
      const said = saidList(unclear);
      return unknown(`保護の有無を読み取れない秘密鍵があります:${said.ja}`, `Private keys whose protection cannot be read: ${said.en}`);
    }
    return body.keys.length === 0
      ? pass('利用者の .ssh フォルダに秘密鍵はありません。', 'There is no private key in the people’s .ssh folders.')
      : pass(
          `SSH秘密鍵${body.keys.length}件は、すべてパスフレーズで保護されています。`,
          `All ${body.keys.length} SSH private keys have a passphrase.`,
        );
  },
});
