import type { Db } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';
import type { TitleState } from './decide.ts';
import type { Rule } from './rule.ts';
import type { TitleKind } from './title.ts';

export interface TitleFilter {
  /** Made harmless for LIKE by the caller. */
  readonly q: string | null;
  readonly kind: TitleKind;
  readonly state: TitleState | 'limited' | null;
  readonly platform: Platform | null;
  /** As it was seen, to the letter. */
  readonly publisher: string | null;
  /** Also what is on no device any more. */
  readonly gone: boolean;
  readonly sort: 'devices' | 'firstSeen' | 'name';
  readonly order: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

export interface TitleListed {
  readonly id: number;
  readonly kind: TitleKind;
  readonly platform: Platform;
  readonly name: string;
  readonly publisher: string;
  readonly devices: number;
  readonly state: TitleState;
  readonly limited: boolean;
  readonly firstSeenAt: Date;
  readonly goneAt: Date | null;
  readonly rule: Rule | null;
}

const columns = `t.id, t.kind, t.platform, t.name, t.publisher, t.devices, t.state, t.limited, t.first_seen_at AS "firstSeenAt", t.gone_at AS "goneAt", r.rule`;
/** From a closed set of words to SQL; nothing that a person types stands here. */
const sortColumn = { devices: 't.devices', firstSeen: 't.first_seen_at', name: 'lower(t.name)' } as const;

export async function listTitles(db: Db, filter: TitleFilter): Promise<{ total: number; titles: TitleListed[] }> {
  const direction = filter.order === 'asc' ? 'ASC' : 'DESC';
  const { rows } = await db.query<TitleListed & { total: number }>(
    `WITH hit AS MATERIALIZED (
       SELECT t.id, ${sortColumn[filter.sort]} AS s FROM software_title t
       WHERE t.kind = $1 AND ($2::text IS NULL OR ($2 = 'limited' AND t.state = 'allowed' AND t.limited) OR t.state = $2)
         AND ($3::text IS NULL OR t.platform = $3) AND ($4::text IS NULL OR t.publisher = $4) AND ($5 OR t.devices > 0)
         AND ($6::text IS NULL OR t.search LIKE $6)
     ), page AS (SELECT id, s FROM hit ORDER BY s ${direction}, id OFFSET $7 LIMIT $8)
     SELECT (SELECT count(*) FROM hit) AS total, ${columns} FROM (SELECT 1) AS one LEFT JOIN page p ON true
     LEFT JOIN software_title t ON t.id = p.id LEFT JOIN software_rule r ON r.digest = t.rule ORDER BY p.s ${direction}, p.id`,
    [filter.kind, filter.state, filter.platform, filter.publisher, filter.gone, filter.q, filter.offset, filter.limit],
  );
  return { total: rows[0]!.total, titles: rows.filter(({ id }) => id !== null).map(({ total: _total, ...title }) => title) };
}

/** How many titles on any device stand in which state. */
export async function countByState(db: Db): Promise<{ kind: TitleKind; state: TitleState; limited: boolean; count: number }[]> {
  const { rows } = await db.query<{ kind: TitleKind; state: TitleState; limited: boolean; count: number }>(
    'SELECT kind, state, limited, count(*) AS count FROM software_title WHERE devices > 0 GROUP BY kind, state, limited',
  );
  return rows;
}

export async function titleListed(db: Db, id: number): Promise<TitleListed | null> {
  const { rows } = await db.query<TitleListed>(
    `SELECT ${columns} FROM software_title t LEFT JOIN software_rule r ON r.digest = t.rule WHERE t.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export interface VersionListed {
  readonly version: string;
  readonly state: number;
  readonly devices: number;
  readonly firstSeenAt: Date;
}

/** The versions of a title that are on any device, the most frequent first. */
export async function versionsOf(db: Db, title: number, limit: number): Promise<VersionListed[]> {
  const { rows } = await db.query<VersionListed>(
    `SELECT s.version, max(s.state) AS state, sum(i.devices)::int AS devices, min(i.first_seen_at) AS "firstSeenAt"
     FROM software_item s JOIN inventory_item i ON i.id = s.item_id WHERE s.title_id = $1 AND i.devices > 0
     GROUP BY s.version ORDER BY 3 DESC, s.version DESC LIMIT $2`,
    [title, limit],
  );
  return rows;
}

export interface HoldingDevice {
  readonly id: string;
  readonly name: string;
  readonly platform: Platform;
  readonly total: number;
  readonly isUnlisted: boolean;
  readonly unlistedSince: Date | null;
}

/** Devices that have a title, by name. */
export async function holdersOf(
  db: Db,
  title: number,
  offset: number,
  limit: number,
): Promise<{ total: number; devices: HoldingDevice[] }> {
  const { rows } = await db.query<HoldingDevice>(
    `WITH hit AS MATERIALIZED (SELECT d.device_id, v.name, v.platform FROM software_device d
       JOIN devices_device v ON v.id = d.device_id WHERE d.titles @> ARRAY[$1::int])
     SELECT (SELECT count(*) FROM hit) AS total, h.device_id AS id, h.name, h.platform, coalesce($1 = ANY (t.unlisted), false) AS "isUnlisted",
       t.unlisted_since[array_position(t.unlisted, $1::int)] AS "unlistedSince"
     FROM (SELECT * FROM hit ORDER BY lower(name), device_id OFFSET $2 LIMIT $3) AS h
     LEFT JOIN software_standing t ON t.device_id = h.device_id ORDER BY lower(h.name), h.device_id`,
    [title, offset, limit],
  );
  return { total: rows[0]?.total ?? (offset > 0 ? (await holdersOf(db, title, 0, 1)).total : 0), devices: rows };
}

/** Which versions of a title these devices have, and since when; null where it was there at the first look. */
export async function versionsOn(
  db: Db,
  title: number,
  deviceIds: readonly string[],
  collections: readonly CollectionId[],
): Promise<{ deviceId: string; versions: string[]; since: Date | null }[]> {
  const { rows } = await db.query<{ deviceId: string; versions: string[]; since: Date | null }>(
    `WITH own AS (SELECT item_id, version FROM software_item WHERE title_id = $1),
     held AS (SELECT s.device_id, array_agg(DISTINCT o.version) AS versions, array_agg(o.item_id) AS items FROM inventory_set s
       CROSS JOIN LATERAL unnest(s.items) AS u (item) JOIN own o ON o.item_id = u.item
       WHERE s.device_id = ANY ($2::uuid[]) AND s.collection = ANY ($3::text[]) GROUP BY s.device_id)
     SELECT h.device_id AS "deviceId", h.versions, (SELECT max(c.at) FROM inventory_change c WHERE c.device_id = h.device_id
       AND c.collection = ANY ($3::text[]) AND c.added && h.items) AS since FROM held h`,
    [title, deviceIds, collections],
  );
  return rows;
}

/** Titles in no list that at least so many devices have. */
export async function commonTitles(
  db: Db,
  devices: number,
  limit: number,
): Promise<{ id: number; name: string; publisher: string; platform: Platform; devices: number }[]> {
  const { rows } = await db.query<{ id: number; name: string; publisher: string; platform: Platform; devices: number }>(
    `SELECT id, name, publisher, platform, devices FROM software_title WHERE kind = 'installed' AND state = 'new' AND devices >= $1
     ORDER BY devices DESC, id LIMIT $2`,
    [devices, limit],
  );
  return rows;
}

export interface OwnTitle {
  readonly deviceId: string;
  readonly id: number;
  readonly name: string;
  readonly publisher: string;
  readonly platform: Platform;
  readonly state: TitleState;
  readonly since: Date | null;
}

/** What is unlisted or forbidden on some devices, for the people whose they are. */
export async function unlistedOn(db: Db, deviceIds: readonly string[], limit: number): Promise<OwnTitle[]> {
  const { rows } = await db.query<OwnTitle>(
    `SELECT d.device_id AS "deviceId", t.id, t.name, t.publisher, t.platform, t.state, d.unlisted_since[array_position(d.unlisted, t.id)] AS since
     FROM software_standing d CROSS JOIN LATERAL unnest(d.unlisted || d.forbidden) AS u (title) JOIN software_title t ON t.id = u.title
     WHERE d.device_id = ANY ($1::uuid[]) ORDER BY d.device_id, lower(t.name), t.id LIMIT $2`,
    [deviceIds, limit],
  );
  return rows;
}

/** In which month apps of a Mac were opened last, by folded name, as the machines themselves remember it. */
export async function lastOpened(db: Db): Promise<Map<string, string>> {
  const { rows } = await db.query<{ name: string; month: string }>(
    `SELECT lower(regexp_replace(key, '\\.app$', '', 'i')) AS name, max(attributes ->> 'month') AS month FROM inventory_item
     WHERE collection = 'executed-programs' AND platform = 'macos' AND attributes ->> 'via' = 'app' AND attributes ->> 'month' <> '' GROUP BY 1`,
  );
  return new Map(rows.map(({ name, month }) => [name, month]));
}
