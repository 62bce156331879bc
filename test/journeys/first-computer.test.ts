import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { agentProgram } from '../../src/sources/osquery/local-agent.ts';
import { type Product, startProduct, turnMaxMs, until } from '../e2e/product.ts';

/** From the real agent on this computer to a pack that verifies offline. */
const skip = agentProgram() === null || process.platform !== 'linux' ? 'no agent for this machine' : false;

describe('journey: the first computer', { skip }, () => {
  let product: Product;
  let folder: string;
  let program: ChildProcess | null = null;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tejun-journey-'));
    product = await startProduct({ localAgent: true });
  });
  after(async () => {
    program?.kill();
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const clause = async (id: string) => {
    const status = (await (await product.api('GET', '/api/status')).json()) as {
      clauses: {
        id: string;
        verdict: string;
        because: { ja: string; en: string };
        mechanisms: { kind: string; verdict: string | null }[];
      }[];
    };
    return status.clauses.find((each) => each.id === id)!;
  };
  /** What the machine says of a clause, whoever has read its rule or kept its register. */
  const measured = async (id: string) => {
    const { mechanisms, ...rest } = await clause(id);
    const verdicts = mechanisms.flatMap((each) => (each.kind === 'check' && each.verdict !== null ? [each.verdict] : []));
    return { ...rest, verdict: ['fail', 'unknown', 'pass'].find((verdict) => verdicts.includes(verdict)) ?? 'planned' };
  };
  const becomes = (id: string, verdict: string, limitMs: number) =>
    until(`${id} is ${verdict}`, limitMs, async () => {
      const now = await measured(id);
      return now.verdict === verdict && now;
    });

  it('enrols by itself and is judged against the clauses', async () => {
    await becomes('8.12.b', 'pass', turnMaxMs);
    await becomes('8.17.advice', 'pass', turnMaxMs);
    const { verdict, because } = await clause('8.12.b');
    assert.equal(verdict, 'unknown', 'nobody has read the rule yet');
    assert.match(because.ja, /しおり/);
    const board = (await (await product.api('GET', '/api/board')).json()) as { controls: unknown[]; devices: { total: number } };
    assert.equal(board.controls.length, 34);
    assert.equal(board.devices.total, 1);
  });

  it('finds a file-sharing program within one poll, and its end within another', async () => {
    const path = join(folder, 'qbittorrent');
    copyFileSync('/bin/sleep', path);
    program = spawn(path, ['600'], { stdio: 'ignore' });
    const failing = await becomes('8.12.b', 'fail', turnMaxMs);
    assert.ok(failing.because.ja.includes(path) && failing.because.en.includes(path), failing.because.ja);
    program.kill();
    await becomes('8.12.b', 'pass', turnMaxMs);
  });

  it('turns to unknown when the agent is silent for longer than the limit', async () => {
    process.kill(product.localAgentPid()!, 'SIGSTOP');
    product.clock.push(11 * 60_000); // the limit of what is live is 10 minutes
    const live = await becomes('8.12.b', 'unknown', 120_000);
    assert.match(live.because.ja, /報告がありません/);
    assert.notEqual((await measured('8.8.advice')).verdict, 'unknown', 'settings speak for a day');
    product.clock.push(24 * 3_600_000);
    await becomes('8.8.advice', 'unknown', 120_000);
    process.kill(product.localAgentPid()!, 'SIGCONT');
  });

  it('proves it offline, and not after a byte was changed', async () => {
    const today = product.clock.now().toISOString().slice(0, 10);
    const tomorrow = new Date(product.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    const answer = await product.api('POST', '/api/packs', {
      control: '8.12',
      from: '2026-01-01',
      to: tomorrow < '2026-12-31' ? '2026-12-31' : tomorrow,
    });
    assert.equal(answer.status, 200, today);
    const file = join(folder, 'pack.zip');
    const bytes = Buffer.from(await answer.arrayBuffer());
    writeFileSync(file, bytes);
    const verifier = join(import.meta.dirname, '..', '..', 'src', 'pack', 'verify.mjs');
    const verify = () => spawnSync(process.execPath, [verifier, file], { encoding: 'utf8' });
    const good = verify();
    assert.equal(good.status, 0, good.stdout + good.stderr);
    const changed = readFileSync(file);
    changed[Math.floor(changed.length / 3)]! ^= 1;
    writeFileSync(file, changed);
    assert.notEqual(verify().status, 0);
  });

  it('verifies the whole ledger', async () => {
    const report = (await (await product.api('POST', '/api/ledger/verify', {})).json()) as { ok: boolean; size: number };
    assert.ok(report.ok);
    assert.ok(report.size > 20);
  });
});
