import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '../base/clock.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { silentLog } from '../base/log.ts';
import { inTransaction } from '../db/pool.ts';
import { testDatabase } from '../db/test-database.ts';
import { append, erasePayload, Integrator, type LedgerEvent, memorySigner } from '../ledger/index.ts';
import { newKeyText } from '../ledger/note.ts';
import { buildPack, type PackOrder, type PackSource } from './index.ts';
import type { PackVerification } from './verify.mjs';
import { readZip } from './verify-zip.mjs';

/**
 * A ledger with a past before the period, a control of three devices within it, an erased payload, entries of other
 * controls between, and a future after it: everything a pack has to take or leave.
 */
export const db = await testDatabase();
export const folder = mkdtempSync(join(tmpdir(), 'tejun-pack-'));
/** To be called when a file's tests are over. */
export async function close(): Promise<void> {
  rmSync(folder, { recursive: true });
  await db.close();
}
export const clock = new FakeClock('2026-10-20T00:00:00Z');
export const keyText = newKeyText('tejun/test');
export const signer = memorySigner(keyText);
const integrator = new Integrator({ pool: db.app, signer, clock, log: silentLog });
const factBody = { idleSeconds: 900, note: '会議室の端末 <b>&' };
const fact = {
  id: 'fact-1',
  kind: 'screen-lock',
  subject: 'device:c',
  observedAt: new Date('2026-11-20T00:00:00Z'),
  digest: sha256Hex(canonicalJson(factBody)),
  body: factBody,
};
const words = (name: string) => ({ ja: `${name}の理由`, en: `because of ${name}` });
const finding = (device: string, verdict: string): LedgerEvent => ({
  kind: 'finding.changed',
  actor: 'system',
  subject: `check:endpoint/screen-lock device:${device}`,
  payload: { verdict, because: words(device), fact: fact.id, factDigest: fact.digest },
});
export const other = (i: number): LedgerEvent => ({
  kind: 'finding.changed',
  actor: 'system',
  subject: `check:clock/offset device:${i}`,
  payload: { i },
});
export const write = (...events: LedgerEvent[]) => inTransaction(db.app, (tx) => append(tx, clock.now(), events));

await write({ kind: 'ledger.created', actor: 'system', subject: 'ledger', payload: { vkey: signer.vkey } }, other(0), finding('a', 'pass'));
clock.set('2026-11-02T00:00:00Z');
await write(...Array.from({ length: 300 }, (_, i) => other(i)), finding('b', 'unknown'));
export const early = (await integrator.settle())!;
clock.set('2026-11-10T00:00:00Z');
export const erased = await write(
  { kind: 'value.changed', actor: 'account-1', subject: 'value:screenLockMinutes', payload: { by: '山田太郎', to: 10 } },
  finding('b', 'pass'),
);
clock.set('2026-11-20T00:00:00Z');
await write(other(1), finding('c', 'fail'), other(2));
clock.set('2026-12-03T00:00:00Z');
await write(other(3), finding('c', 'pass'));
await inTransaction(db.app, (tx) => erasePayload(tx, clock.now(), 'cli', erased, '保存期間の満了'));

const verdict = (device: string, name: 'pass' | 'fail') => ({
  subject: `check:endpoint/screen-lock device:${device}`,
  mechanism: 'endpoint/screen-lock',
  about: `PC-${device} <script>`,
  verdict: name,
  because: words(device),
  since: new Date('2026-11-10T00:00:00Z'),
  facts: name === 'fail' ? [fact.id] : [],
});
export const source: PackSource = {
  control: async (id) =>
    id !== '8.1'
      ? null
      : {
          id,
          title: { ja: '利用者終端装置', en: 'User endpoint devices' },
          organisation: '株式会社テスト',
          subjects: ['check:endpoint/screen-lock', 'value:screenLockMinutes'],
          clauses: [
            {
              id: '8.1.a',
              sentence: { ja: '画面は10分でロックする。', en: 'The screen locks after 10 minutes.' },
              verdict: 'fail',
              because: words('c'),
              complete: false,
              values: [
                {
                  id: 'screenLockMinutes',
                  title: { ja: '画面ロック', en: 'Screen lock' },
                  says: { ja: '10分', en: '10 minutes' },
                  origin: 'company',
                  since: null,
                },
              ],
              mechanisms: [
                { id: 'endpoint/screen-lock', kind: 'check', title: { ja: '画面ロック', en: 'Screen lock' }, status: 'running' },
                { id: null, kind: 'duty', title: { ja: '見直し', en: 'Review' }, status: 'planned' },
              ],
            },
          ],
        },
  verdicts: async (_, at) => [verdict('a', 'pass'), verdict('b', 'pass'), verdict('c', at < new Date('2026-12-03') ? 'fail' : 'pass')],
  facts: async (ids) => (ids.includes(fact.id) ? [fact] : []),
};
export const deps = { pool: db.app, clock, integrator, vkey: signer.vkey, source };
export const order = (name: string, changes: Partial<PackOrder> = {}): PackOrder => ({
  control: '8.1',
  from: '2026-11-01',
  to: '2026-11-30',
  actor: 'cli',
  out: join(folder, name),
  ...changes,
});

export const out = join(folder, 'pack.zip');
export const built = await buildPack(deps, order('pack.zip'));
export const zip = readFileSync(out);
export const files = readZip(zip);

export const said = ({ problems }: PackVerification): string => problems.map((p) => `${p.where}: ${p.en}`).join('\n');
export const changed = (change: (copy: Map<string, Buffer>) => void): Map<string, Buffer> => {
  const copy = new Map([...files].map(([name, data]) => [name, Buffer.from(data)]));
  change(copy);
  return copy;
};
