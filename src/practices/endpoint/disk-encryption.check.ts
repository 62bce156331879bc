import { saidList, type Words, words } from '../../base/text.ts';
import { diskEncryption } from '../../facts/disk-encryption.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { deviceEncryptionRequired } from './params.ts';

const problems: Readonly<Record<string, Words>> = {
  plain: words('暗号化されていません', 'is not encrypted'),
  suspended: words('保護が中断されています', 'has its protection suspended'),
  partial: words('暗号化が途中です', 'is only partly encrypted'),
};

/** What is stored on the device cannot be read by whoever takes its disk out. */
export const diskEncryptionCheck = defineCheck({
  id: 'endpoint/disk-encryption',
  title: { ja: 'ディスクの暗号化', en: 'Disk encryption' },
  reads: diskEncryption,
  params: { deviceEncryptionRequired },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「コントロール パネル > BitLocker ドライブ暗号化」(Homeは「設定 > プライバシーとセキュリティ > デバイスの暗号化」)で有効にし、回復キーを会社で保管してください。中断中なら「保護の再開」を選びます。',
      en: 'Turn it on under Control Panel > BitLocker Drive Encryption (on Home: Settings > Privacy & security > Device encryption) and keep the recovery key in the company. If suspended, choose “Resume protection”.',
    },
    macos: {
      ja: '「システム設定 > プライバシーとセキュリティ > FileVault」で「オンにする」を選び、復旧キーを会社で保管してください。',
      en: 'Under System Settings > Privacy & Security > FileVault choose Turn On, and keep the recovery key in the company.',
    },
    linux: {
      ja: '稼働中のディスクの暗号化は難しいため、データを退避し、インストーラーで「暗号化LVM(LUKS)」を選んで入れ直してください。データ用の領域だけなら cryptsetup luksFormat で作り直せます。',
      en: 'A running disk is hard to encrypt: save the data and reinstall with “encrypted LVM (LUKS)”. A volume for data alone can be made anew with cryptsetup luksFormat.',
    },
  },
  caveat: {
    ja: 'Windowsは差し込まれたUSBメモリも数えます。Linuxのフォルダ単位の暗号化(fscryptなど)と、仮想マシンの土台側の暗号化は見えません。',
    en: 'On Windows a plugged-in USB stick counts too. On Linux encryption of single folders (fscrypt and the like), and that of the host beneath a virtual machine, is not seen.',
  },
  judge({ body }, { deviceEncryptionRequired: required }) {
    if (!required) {
      return pass('ディスクの暗号化は、社内の定めにより求めていません。', 'By the company’s rule disk encryption is not required.');
    }
    const broken = body.volumes.filter(({ state }) => state !== null && state !== 'encrypted');
    if (broken.length > 0) {
      const ja = saidList(broken.map(({ name, state }) => `${name} は${problems[state!]!.ja}`)).ja;
      const en = saidList(broken.map(({ name, state }) => `${name} ${problems[state!]!.en}`)).en;
      return fail(`${ja}。`, `${en}.`);
    }
    const unclear = body.volumes.filter(({ state }) => state === null).map(({ name }) => name);
    if (unclear.length > 0) {
      const said = saidList(unclear);
      return unknown(
        `暗号化の状態を読み取れない領域があります:${said.ja}`,
        `The state of encryption cannot be read for some volumes: ${said.en}`,
      );
    }
    if (!body.volumes.some(({ system }) => system)) {
      return unknown('OSの入ったドライブの暗号化の状態が報告されていません。', 'The drive of the operating system is not in the report.');
    }
    const said = saidList(body.volumes.map(({ name }) => name));
    return pass(`暗号化されています:${said.ja}`, `Encrypted: ${said.en}`);
  },
});
