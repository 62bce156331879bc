import { saidList, type Words } from '../base/text.ts';
import type { Condition } from '../catalog/control.ts';
import type { Pool } from '../db/pool.ts';
import { serverSystems } from '../devices/index.ts';
import { wirelessNetworks } from '../facts/wireless-networks.ts';
import { currentBodies } from '../intake/read.ts';

/** A measured fact that speaks against what the company answered. It changes nothing by itself: a person looks at it. */
export interface Contradiction {
  /** The control whose applicability rests on the answer. */
  readonly at: string;
  readonly condition: Condition;
  readonly words: Words;
}

/** Holds the answers "we have none" against what the devices show. */
export async function contradictions(pool: Pool, conditions: Partial<Record<Condition, boolean>>): Promise<Contradiction[]> {
  const found: Contradiction[] = [];
  if (conditions.hasWirelessLan === false) {
    const bodies = await currentBodies(pool, wirelessNetworks.kind);
    const devices = bodies.filter(({ body }) => wirelessNetworks.schema.parse(body).networks.length > 0).map((row) => row.deviceName);
    if (devices.length > 0) {
      const list = saidList(devices, 3);
      found.push({
        at: '8.20',
        condition: 'hasWirelessLan',
        words: {
          ja: `無線LANを使っていないと回答されていますが、${devices.length}台の端末に無線LANの接続先の記録があります(${list.ja})。`,
          en: `The company says it uses no wireless LAN, but ${devices.length} devices keep records of wireless networks (${list.en}).`,
        },
      });
    }
  }
  if (conditions.hasOwnServers === false) {
    const devices = await serverSystems(pool);
    if (devices.length > 0) {
      const list = saidList(devices, 3);
      found.push({
        at: '8.13',
        condition: 'hasOwnServers',
        words: {
          ja: `自社で管理するサーバはないと回答されていますが、サーバ用OSの端末が${devices.length}台登録されています(${list.ja})。`,
          en: `The company says it runs no servers, but ${devices.length} devices with a server system are enrolled (${list.en}).`,
        },
      });
    }
  }
  return found;
}
