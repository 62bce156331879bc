import type { Db } from '../db/pool.ts';
import type { StoredTitle } from './title.store.ts';

export interface ReviewTitle extends StoredTitle {
  readonly devices: number;
  readonly goneAt: Date | null;
  readonly firstSeenAt: Date;
  readonly versions: readonly { readonly version: string; readonly devices: number }[] | null;
}

/** Every installed title with the versions that are on any device, the most frequent titles first. */
export async function reviewTitles(db: Db): Promise<ReviewTitle[]> {
  const { rows } = await db.query<ReviewTitle>(
    `SELECT t.id, t.kind, t.platform, t.name, t.publisher, t.state, t.limited, t.rule, t.devices, t.gone_at AS "goneAt",
       t.first_seen_at AS "firstSeenAt", v.versions
     FROM software_title t LEFT JOIN (
       SELECT s.title_id, jsonb_agg(jsonb_build_object('version', s.version, 'devices', i.devices)) AS versions
       FROM software_item s JOIN inventory_item i ON i.id = s.item_id WHERE i.devices > 0 GROUP BY s.title_id
     ) AS v ON v.title_id = t.id AND t.state <> 'baseline' WHERE t.kind = 'installed' ORDER BY t.devices DESC, t.id`,
  );
  return rows;
}
