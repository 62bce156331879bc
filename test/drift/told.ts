import { sha256Hex } from '../../src/base/hash.ts';
import { type CollectedItem, type CollectionId, collectionFacts } from '../../src/facts/collection.ts';
import type { DataSite } from '../data-site.ts';

/** What a device tells of one of its lists, as intake gets it from an agent. */
export async function told(
  data: Pick<DataSite, 'clock' | 'engine'>,
  deviceId: string,
  lists: Partial<Record<CollectionId, readonly (readonly [key: string, attributes?: Record<string, string>])[]>>,
): Promise<void> {
  const at = data.clock.now();
  await data.engine.intake.accept({
    drafts: (Object.keys(lists) as CollectionId[]).map((collection) => {
      const items = lists[collection]!.map(([key, attributes = {}]): CollectedItem => ({ key, attributes }));
      const digest = sha256Hex(JSON.stringify(items));
      return {
        deviceId,
        kind: collectionFacts[collection].kind,
        source: 'test',
        observedAt: at,
        receivedAt: at,
        body: { count: items.length, digest },
        collected: { collection, token: digest.slice(0, 32), items },
      };
    }),
  });
}
