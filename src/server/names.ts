import type { Words } from '../base/text.ts';
import { controls } from '../catalog/index.ts';
import { isFactKey, titleOf } from '../company/index.ts';
import type { Pool } from '../db/pool.ts';
import { citedChecks, citedDuties, citedRegisters, citedRequests } from '../overview/index.ts';

const params = new Map(controls.flatMap((control) => control.params).map((param) => [param.id, param.title]));
const checks = new Map(citedChecks.map((check) => [check.id, check.title]));
const practices = new Map(
  [...citedRegisters, ...citedDuties, ...citedRequests].map((practice) => [`${practice.kind}:${practice.id}`, practice.title]),
);
const fixed: Readonly<Record<string, Words>> = {
  system: { ja: 'Tejun(自動)', en: 'Tejun (by itself)' },
  server: { ja: 'Tejun(自動)', en: 'Tejun (by itself)' },
  nobody: { ja: '未サインイン', en: 'Not signed in' },
  cli: { ja: 'コマンド(tejun)', en: 'Command line (tejun)' },
  'server:tejun': { ja: 'サーバ', en: 'Server' },
  'agents:enrol-secret': { ja: 'エージェント登録用の秘密', en: 'Enrolment secret of the agents' },
};
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The ledger holds opaque ids only; a person reads names. They are looked up at reading and stand nowhere in the ledger. */
export function nameReader(pool: Pool): (ids: readonly string[]) => Promise<ReadonlyMap<string, Words>> {
  return async (ids) => {
    const known = await namesByUuid(pool, [...new Set(ids.flatMap((id) => id.match(uuid) ?? []))]);
    const names = new Map<string, Words>();
    for (const id of new Set(ids)) {
      const said = id.split(' ').map((part) => nameOf(part, known));
      if (said.every((words) => words !== null))
        names.set(id, { ja: said.map((w) => w!.ja).join(' · '), en: said.map((w) => w!.en).join(' · ') });
    }
    return names;
  };
}

function nameOf(part: string, known: ReadonlyMap<string, string>): Words | null {
  if (fixed[part]) return fixed[part];
  const name = known.get(part.match(uuid)?.[0] ?? '');
  if (name !== undefined) return { ja: name, en: name };
  if (part.startsWith('check:')) return checks.get(part.slice(6)) ?? null;
  if (part.startsWith('delegation:')) return { ja: '承認の代行', en: 'Delegation' };
  if (part.startsWith('organisation:')) return { ja: '組織の変更', en: 'Organisational change' };
  if (part.startsWith('software:')) return { ja: 'ソフトウェア', en: 'Software' };
  if (part.startsWith('live:')) return { ja: '照会', en: 'Live query' };
  if (part.startsWith('live-query:')) return { ja: '保存した照会', en: 'Saved query' };
  if (part.startsWith('supplier-sheet:')) return { ja: '委託先(リンクから)', en: 'Supplier, by link' };
  if (part === 'supplier-template') return { ja: '委託先審査票の質問', en: 'Questions of the assessment sheet' };
  if (part.startsWith('sheet:')) return { ja: '委託先審査票', en: 'Assessment sheet' };
  if (part.startsWith('sla:')) return { ja: 'SLAの項目', en: 'Service level' };
  if (part.startsWith('import:')) return { ja: '取込み', en: 'Import' };
  if (practices.has(part)) return practices.get(part)!;
  if (part.startsWith('value:')) return params.get(part.slice(6)) ?? null;
  const [kind, key] = part.split(':') as [string, string | undefined];
  if (kind === 'company' && key !== undefined && isFactKey(key)) return titleOf(key);
  if (kind === 'leaflet-quiz') return { ja: 'しおりの質問', en: 'Question of the leaflet' };
  const numbered = /^(?:clause|control):(8\.[0-9a-z.]+)$/.exec(part)?.[1];
  if (numbered) return { ja: numbered, en: numbered };
  return null;
}

async function namesByUuid(pool: Pool, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; name: string }>(
    `SELECT id::text, name FROM devices_device WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, name FROM people_account WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, name FROM staff_person WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, major || '.' || minor FROM procedures_version WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, version_number FROM leaflets_campaign WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, label FROM registers_row WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, about_ja FROM duties_occurrence WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, '申請 ' || number FROM requests_case WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, name FROM scans_target WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, name FROM scans_token WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id::text, label FROM registers_difference WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
