import { type Words, words } from '../base/text.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';
import type { Counts, CountsByCollection, Difference } from './differences.ts';

interface Noun {
  readonly ja: string;
  /** Of one and of several. */
  readonly en: readonly [string, string];
  readonly unit: string;
}
const noun = (ja: string, one: string, many: string, unit = '件'): Noun => ({ ja, en: [one, many], unit });

const nouns: Readonly<Record<CollectionId, Noun>> = {
  software: noun('ソフトウェア', 'program', 'programs'),
  'user-software': noun('利用者のソフトウェア', 'program of a user', 'programs of users'),
  'executed-programs': noun('実行の跡', 'trace of a program', 'traces of programs'),
  'browser-extensions': noun('ブラウザの拡張機能', 'browser extension', 'browser extensions'),
  services: noun('サービス', 'service', 'services'),
  'startup-items': noun('自動起動', 'startup item', 'startup items'),
  'listening-programs': noun('待受け', 'listening program', 'listening programs'),
  'config-files': noun('構成ファイル', 'configuration file', 'configuration files'),
  'usb-devices': noun('USB機器', 'USB device', 'USB devices', '台'),
  interfaces: noun('ネットワークの口', 'network interface', 'network interfaces'),
  accounts: noun('アカウント', 'account', 'accounts'),
  hardware: noun('ハードウェア', 'piece of hardware', 'pieces of hardware'),
  certificates: noun('証明書', 'certificate', 'certificates'),
  settings: noun('設定', 'setting', 'settings'),
};
const packages = noun('パッケージ', 'package', 'packages');

/** The name of a collection as a title says it. */
export const nounOf = (collection: CollectionId, platform: Platform): Noun =>
  (collection === 'software' && platform === 'linux' ? packages : nouns[collection]) ?? noun(collection, collection, collection);

const acts: Readonly<Record<Difference['act'], { ja: string; software: string; en: string; softwareEn: string }>> = {
  added: { ja: '追加', software: '追加', en: 'added', softwareEn: 'installed' },
  changed: { ja: '変更', software: '更新', en: 'changed', softwareEn: 'upgraded' },
  removed: { ja: '削除', software: '削除', en: 'removed', softwareEn: 'removed' },
};
const order = ['changed', 'added', 'removed'] as const;
const partsMax = 3;

/** パッケージ12件を更新、サービス1件を追加 / 12 packages upgraded, 1 service added. The most stands first; one thing is named. */
export function titleOf(counts: CountsByCollection, platform: Platform): Words {
  const parts = (Object.entries(counts) as [CollectionId, Counts][])
    .flatMap(([collection, each]) => order.map((act) => ({ collection, act, count: each[act], ...each })))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.collection < b.collection ? -1 : 1));
  if (parts.length === 0) return words('変更なし', 'Nothing changed');
  const said = parts.slice(0, partsMax).map(({ collection, act, count, added, removed, changed, example }) => {
    const { ja, en, unit } = nounOf(collection, platform);
    const verb = collection.endsWith('software') ? { ja: acts[act].software, en: acts[act].softwareEn } : acts[act];
    const name = count === 1 && added + removed + changed === 1 ? cut(example) : null;
    return words(
      name === null ? `${ja}${count}${unit}を${verb.ja}` : `${ja}「${name}」を${verb.ja}`,
      name === null ? `${count} ${en[count === 1 ? 0 : 1]} ${verb.en}` : `${en[0]} ${name} ${verb.en}`,
    );
  });
  const more = parts.length - said.length;
  return words(
    said.map(({ ja }) => ja).join('、') + (more > 0 ? `、ほか${more}種` : ''),
    said.map(({ en }) => en).join(', ') + (more > 0 ? ` and ${more} more` : ''),
  );
}

const nameCharsMax = 60;
const cut = (name: string): string => (name.length > nameCharsMax ? `${name.slice(0, nameCharsMax).toWellFormed()}…` : name);
