import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { localDateOf } from '../../src/calendar/index.ts';
import { readZip } from '../../src/pack/verify-zip.mjs';
import type { Company } from './company.ts';

export interface Shown {
  readonly kind: string;
  readonly subject: string;
  // biome-ignore lint/suspicious/noExplicitAny: payloads of every kind
  readonly payload: any;
}

const verifier = join(import.meta.dirname, '..', '..', 'src', 'pack', 'verify.mjs');

/** The evidence of a control from a day until today, as an auditor downloads it. */
export async function packOf({ site, act, people }: Company, control: string, from: string): Promise<Buffer> {
  await act('administrator', 'GET', '/api/me');
  const to = localDateOf(site.clock.now());
  const { rawPayload, statusCode } = await people.administrator.raw('POST', '/api/packs', { control, from, to });
  assert.equal(statusCode, 200, rawPayload.toString('utf8').slice(0, 300));
  return rawPayload;
}

/** Verifies as the auditor does, offline and by itself: the zip, and the unpacked folder by the verifier that lies in it. */
export async function provesOffline(zip: Buffer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-pack-'));
  try {
    const [whole, changed, unpacked] = ['pack.zip', 'changed.zip', 'unpacked'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(whole, zip);
    const damaged = Buffer.from(zip);
    damaged[Math.floor(damaged.length / 3)]! ^= 1;
    writeFileSync(changed, damaged);
    const files = readZip(zip);
    for (const [name, data] of files) {
      mkdirSync(dirname(join(unpacked, name)), { recursive: true });
      writeFileSync(join(unpacked, name), data);
    }
    const evidence = [...files.keys()].find((name) => name.startsWith('entries/period'))!;
    const [good, bad, own] = await Promise.all([run(verifier, whole), run(verifier, changed), run(join(unpacked, 'verify.mjs'))]);
    assert.equal(good.code, 0, good.said);
    assert.notEqual(bad.code, 0, 'a byte of the zip was changed');
    assert.equal(own.code, 0, own.said);
    // One letter more in what the evidence says, in a file that is otherwise whole.
    const text = readFileSync(join(unpacked, evidence), 'utf8');
    const other = text.replace('\\"subject\\":\\"', '$&x');
    assert.notEqual(other, text, `${evidence} says what its entries are about`);
    writeFileSync(join(unpacked, evidence), other);
    assert.notEqual((await run(join(unpacked, 'verify.mjs'))).code, 0, `${evidence} was changed`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(script: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [script, ...args], { cwd: dirname(script), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  return new Promise((done) => child.on('close', (code) => done({ code, said })));
}

/** The entries of the period with what they say, in the order of the ledger. */
export function entriesIn(zip: Buffer): Shown[] {
  return [...readZip(zip)]
    .filter(([name]) => name.startsWith('entries/period'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, data]) => data.toString('utf8').split('\n').slice(0, -1))
    .map((line) => {
      const { bytes, payload } = JSON.parse(line) as { bytes: string; payload: string | null };
      const { kind, subject } = JSON.parse(bytes) as { kind: string; subject: string };
      return { kind, subject, payload: payload === null ? null : JSON.parse(payload) };
    });
}
