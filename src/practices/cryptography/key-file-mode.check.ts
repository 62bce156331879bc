import { saidList } from '../../base/text.ts';
import { keyFiles } from '../../facts/key-files.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** Groups that distributions made for reading keys: ssl-cert on Debian, ssh_keys on Red Hat. */
const keyGroups: ReadonlySet<string> = new Set(['ssl-cert', 'ssh_keys']);

/** Nobody but the owner may read; a group made for it may read and no more. */
function tooOpen(mode: string, group: string): boolean {
  const bits = Number.parseInt(mode, 8);
  if ((bits & 0o007) !== 0) return true;
  const groupBits = bits & 0o070;
  return groupBits !== 0 && !(groupBits === 0o040 && keyGroups.has(group));
}

/** Files with private keys are closed to everybody but their owner. */
export const keyFileMode = defineCheck({
  id: 'cryptography/key-file-mode',
  title: { ja: '秘密鍵ファイルのアクセス権', en: 'Access rights of private key files' },
  reads: keyFiles,
  params: {},
  freshness: 'settings',
  platforms: { macos: 'judged', linux: 'judged' },
  remedy: {
    macos: { ja: 'ターミナルで sudo chmod 600 ファイル を実行してください。', en: 'Run sudo chmod 600 <file> in Terminal.' },
    linux: {
      ja: 'sudo chmod 600 ファイル を実行してください。サーバが読むために共有が要るときは、ssl-certグループの 640 にします。',
      en: 'Run sudo chmod 600 <file>. Where a server must share it, use 640 with the group ssl-cert.',
    },
  },
  caveat: {
    ja: '見る場所は、/etc/ssh、/etc/ssl/private、/etc/pki/tls/private、/etc/letsencrypt/archive と、各利用者の .ssh です。',
    en: 'Looked at: /etc/ssh, /etc/ssl/private, /etc/pki/tls/private, /etc/letsencrypt/archive and the people’s .ssh folders.',
  },
  judge({ body }) {
    const open = body.files.filter(({ mode, group }) => mode !== null && tooOpen(mode, group));
    if (open.length > 0) {
      const said = saidList(open.map(({ path, mode, group }) => `${path} (${mode} ${group})`));
      return fail(`所有者以外にも開かれた秘密鍵があります:${said.ja}`, `Private keys that are open to others than the owner: ${said.en}`);
    }
    const unclear = body.files.filter(({ mode }) => mode === null).map(({ path }) => path);
    if (unclear.length > 0) {
      const said = saidList(unclear);
      return unknown(`アクセス権を読み取れない秘密鍵があります:${said.ja}`, `Private keys whose rights cannot be read: ${said.en}`);
    }
    return body.files.length === 0
      ? pass('見る場所に秘密鍵のファイルはありません。', 'There is no private key file in the places looked at.')
      : pass(
          `秘密鍵のファイル${body.files.length}件は、所有者(と鍵用のグループ)だけが読めます。`,
          `Only the owner (and the group made for keys) can read the ${body.files.length} private key files.`,
        );
  },
});
