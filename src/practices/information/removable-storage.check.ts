import { saidList } from '../../base/text.ts';
import { removableStorage } from '../../facts/removable-storage.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { removableStorageRule } from './params.ts';

/** Windows keeps a stick for ever: a connection longer ago is history, not today's finding. */
const recentDays = 30;
const dayMs = 86_400_000;

/** Information leaves on a stick: where the company does not allow them, none is plugged in. */
export const removableStorageUnused = defineCheck({
  id: 'information/removable-storage',
  title: { ja: 'USBメモリ等が接続されていないこと', en: 'No USB storage is connected' },
  reads: removableStorage,
  params: { removableStorageRule },
  freshness: 'settings',
  platforms: {
    windows: 'judged',
    macos: {
      ja: 'macOSでは、接続された記憶装置をほかのUSB機器と区別できません。MDMの設定で禁じ、MDMの画面で確かめてください。',
      en: 'On macOS storage cannot be told from other USB devices. Forbid it by MDM and see the console of the MDM.',
    },
    linux: 'judged',
  },
  remedy: {
    windows: {
      ja: '利用者に接続の経緯を確かめてください。グループポリシー「コンピューターの構成 > 管理用テンプレート > システム > リムーバブル記憶域へのアクセス > すべてのリムーバブル記憶域クラス: すべてのアクセスを拒否」を有効にすると、接続しても使えなくなります。',
      en: 'Ask the user why it was connected. The group policy Computer Configuration > Administrative Templates > System > Removable Storage Access > All Removable Storage classes: Deny all access makes storage unusable.',
    },
    linux: {
      ja: '記憶装置を取り外し、使わせないときは「echo "blacklist usb-storage" | sudo tee /etc/modprobe.d/usb-storage.conf」のあと再起動してください。',
      en: 'Unplug it. To keep storage out: echo "blacklist usb-storage" | sudo tee /etc/modprobe.d/usb-storage.conf, then restart.',
    },
  },
  remedyForUser: {
    windows: {
      ja: 'USBメモリなどの記憶装置を取り外します。業務に要るときは、使う前に情報システム管理者に相談してください。',
      en: 'Unplug the storage. If your work needs it, ask the administrator before you use it.',
    },
    linux: {
      ja: 'USBメモリなどの記憶装置を取り外します。業務に要るときは、使う前に情報システム管理者に相談してください。',
      en: 'Unplug the storage. If your work needs it, ask the administrator before you use it.',
    },
  },
  caveat: {
    ja: 'Windowsは接続の記録(最後に接続したおおよその時刻)、Linuxは問い合わせた時点で接続中のものだけを見ます。何を書き込んだかは見えません。',
    en: 'On Windows the record of connections is seen (with about the last time), on Linux only what is plugged in at the moment. What was written is not seen.',
  },
  judge({ body, platform }, { removableStorageRule: rule }, now) {
    if (rule === 'allowed')
      return pass('社内の定めにより、USBメモリ等の接続を認めています。', 'By the company’s rule USB storage may be connected.');
    const recent = body.devices.filter(
      ({ lastAt, connected }) =>
        connected === true || (connected === null && (lastAt === null || now.getTime() - Date.parse(lastAt) <= recentDays * dayMs)),
    );
    const said = saidList(recent.map(({ name, lastAt }) => (lastAt === null ? name : `${name} (${lastAt.slice(0, 10)})`)));
    if (body.denied === true) {
      return pass('設定により、USBメモリ等への書込みが禁じられています。', 'A setting keeps people from writing to USB storage.');
    }
    if (recent.length > 0)
      return fail(`認めていない記憶装置が接続されました:${said.ja}`, `USB storage that is not allowed was connected: ${said.en}`);
    if (!body.readable) return unknown('USB機器の記録を読めませんでした。', 'The record of USB devices could not be read.');
    return platform === 'windows'
      ? pass(`過去${recentDays}日に接続された記憶装置はありません。`, `No USB storage was connected in the last ${recentDays} days.`)
      : pass('接続中の記憶装置はありません。', 'No USB storage is connected now.');
  },
});
