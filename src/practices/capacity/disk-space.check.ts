import { saidList } from '../../base/text.ts';
import { diskSpace } from '../../facts/capacity.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { diskWarnPercent } from './params.ts';

/** No local volume may reach the level at which the company wants to look. */
export const diskSpaceLeft = defineCheck({
  id: 'capacity/disk-space',
  title: { ja: 'ディスクに余裕があること', en: 'There is room left on disks' },
  reads: diskSpace,
  params: { diskWarnPercent },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > システム > ストレージ > クリーンアップ対象候補」で不要なファイルを削除するか、ディスクを増設してください。',
      en: 'Remove what is not needed under Settings > System > Storage > Cleanup recommendations, or add disk space.',
    },
    macos: {
      ja: '「システム設定 > 一般 > ストレージ」で不要なファイルを削除してください。',
      en: 'Remove what is not needed under System Settings > General > Storage.',
    },
    linux: {
      ja: '「sudo du -xh / | sort -h | tail」で大きなフォルダを調べ、「sudo apt autoremove --purge」「sudo journalctl --vacuum-time=30d」などで空けるか、ディスクを増設してください。',
      en: 'Find large folders with sudo du -xh / | sort -h | tail; make room with sudo apt autoremove --purge or sudo journalctl --vacuum-time=30d, or add disk space.',
    },
  },
  caveat: {
    ja: 'ネットワーク上のディスクと取外し式の媒体は見ません。macOSでは、消去可能な領域も使用中に数えます。',
    en: 'Network drives and removable media are not looked at. On macOS purgeable space counts as used.',
  },
  judge({ body }, { diskWarnPercent: limit }) {
    const readings = body.volumes.flatMap(({ volume, usedPercent, inodePercent }) => [
      { ja: volume, en: volume, percent: usedPercent },
      ...(inodePercent === null ? [] : [{ ja: `${volume}のiノード`, en: `inodes of ${volume}`, percent: inodePercent }]),
    ]);
    const full = readings.filter(({ percent }) => percent !== null && percent >= limit);
    if (full.length > 0) {
      const ja = saidList(full.map((reading) => `${reading.ja} ${reading.percent}%`)).ja;
      const en = saidList(full.map((reading) => `${reading.en} ${reading.percent}%`)).en;
      return fail(`ディスクの使用率が注意水準${limit}%に達しています:${ja}`, `Disk use has reached the level of ${limit}%: ${en}`);
    }
    const unread = readings.filter(({ percent }) => percent === null);
    if (readings.length === 0 || unread.length > 0) {
      const said = saidList(unread.map((reading) => reading.ja));
      return unknown(`ディスクの使用率を読めませんでした(${said.ja || 'すべて'})。`, `Disk use could not be read (${said.en || 'none'}).`);
    }
    const most = readings.reduce((a, b) => ((b.percent ?? 0) > (a.percent ?? 0) ? b : a));
    return pass(
      `ディスクの使用率は最大で${most.percent}%です(${most.ja}。注意水準${limit}%)。`,
      `Disk use is ${most.percent}% at most (${most.en}; level ${limit}%).`,
    );
  },
});
