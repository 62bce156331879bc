import { saidList } from '../../base/text.ts';
import { diskEncryption } from '../../facts/disk-encryption.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { importantDataVolumes } from './params.ts';

const form = (name: string) =>
  name
    .trim()
    .replace(/(.)[/\\]+$/, '$1')
    .toLowerCase();

/** The drives where important data lie are encrypted, on servers as well. */
export const dataVolumesEncrypted = defineCheck({
  id: 'information/data-volumes-encrypted',
  title: { ja: '重要なデータのドライブが暗号化されていること', en: 'Drives that hold important data are encrypted' },
  reads: diskEncryption,
  params: { importantDataVolumes },
  freshness: 'settings',
  platforms: {
    windows: 'judged',
    macos: {
      ja: 'macOSでは、起動ボリューム(FileVault)のほかの暗号化が外から見えません。「ディスクユーティリティ」で確かめてください。',
      en: 'On macOS only the startup volume (FileVault) can be seen. See others in Disk Utility.',
    },
    linux: 'judged',
  },
  remedy: {
    windows: {
      ja: '「コントロール パネル > BitLocker ドライブ暗号化」で該当のドライブの「BitLocker を有効にする」を選び、回復キーを保管してください。',
      en: 'Under Control Panel > BitLocker Drive Encryption choose Turn on BitLocker for the drive and keep the recovery key.',
    },
    linux: {
      ja: 'データを退避し、「cryptsetup luksFormat」で作り直した暗号化領域に戻してください。',
      en: 'Back the data up, make an encrypted volume with cryptsetup luksFormat and put them back.',
    },
  },
  caveat: {
    ja: 'ドライブ単位の暗号化だけを見ます。ファイルやデータベースの中での暗号化、ネットワーク上の保存場所は見えません。',
    en: 'Only whole drives are seen, not encryption inside files or databases, nor storage on the network.',
  },
  judge({ body }, { importantDataVolumes: list }) {
    if (list.length === 0)
      return unknown('重要なデータを保存するドライブが未登録です。', 'No drive that holds important data has been listed yet.');
    const wanted = new Set(list.map(form));
    const here = body.volumes.filter(({ name }) => wanted.has(form(name)));
    const said = (states: readonly (string | null)[]) =>
      saidList(here.filter(({ state }) => states.includes(state)).map(({ name }) => name));
    if (here.some(({ state }) => state === 'plain' || state === 'suspended')) {
      const plain = said(['plain', 'suspended']);
      return fail(`重要なデータのドライブが暗号化されていません:${plain.ja}`, `Drives with important data are not encrypted: ${plain.en}`);
    }
    if (here.some(({ state }) => state === null || state === 'partial')) {
      const unclear = said([null, 'partial']);
      return unknown(
        `暗号化の状態を確かめられないドライブがあります:${unclear.ja}`,
        `Whether these drives are encrypted cannot be told: ${unclear.en}`,
      );
    }
    const all = saidList(here.map(({ name }) => name));
    // A folder that is no mount point of its own lies on the system's volume, if it is there at all.
    const root = body.volumes.find(({ name }) => name === '/');
    const inside = list.filter((name) => name.startsWith('/') && !here.some((volume) => form(volume.name) === form(name)));
    if (root !== undefined && root.state !== 'encrypted' && inside.length > 0) {
      const folders = saidList(inside);
      return unknown(
        `この端末にあるとすれば、暗号化されていない / の中です:${folders.ja}`,
        `If the device has them, they lie on / which is not encrypted: ${folders.en}`,
      );
    }
    return here.length === 0
      ? pass('この端末に、重要なデータを保存するドライブはありません。', 'The device has none of the drives that hold important data.')
      : pass(`重要なデータのドライブは暗号化されています:${all.ja}`, `Drives with important data are encrypted: ${all.en}`);
  },
});
