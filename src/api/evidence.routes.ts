import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { sha256Parts } from '../base/hash.ts';
import type { Pool } from '../db/pool.ts';
import {
  type Integrator,
  inclusionProof,
  isLedgerKind,
  type LedgerRow,
  ledgerKinds,
  readCheckpoint,
  readEntries,
  readEntryBytes,
  readTile,
  verifyLedger,
} from '../ledger/index.ts';
import { ledgerEntrySchema, ledgerListSchema, ledgerVerifySchema } from './contract.ts';
import { evidenceReaders } from './readers.ts';
import type { ApiApp } from './server.ts';
import { isoOrNull } from './wire.ts';

export interface EvidenceDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly integrator: Integrator;
  readonly verifierKey: string;
  /** Names of accounts and devices by their opaque ids, for reading only. */
  nameOf(subjects: readonly string[]): Promise<ReadonlyMap<string, { ja: string; en: string }>>;
}

const leafPrefix = Buffer.from([0]);

export function evidenceRoutes(app: ApiApp, deps: EvidenceDeps): void {
  const { pool } = deps;
  const view = async (rows: readonly LedgerRow[]) => {
    const names = await deps.nameOf(rows.flatMap((row) => [row.actor, row.subject]));
    return rows.map((row) => ({
      seq: row.seq,
      at: row.at.toISOString(),
      kind: row.kind,
      kindWords: isLedgerKind(row.kind) ? ledgerKinds[row.kind] : { ja: row.kind, en: row.kind },
      actor: row.actor,
      actorName: names.get(row.actor)?.ja ?? null,
      subject: row.subject,
      subjectWords: names.get(row.subject) ?? null,
      digest: row.digest,
      payload: row.payload,
      erased: row.erased,
    }));
  };

  app.route({
    method: 'GET',
    url: '/ledger/checkpoint',
    config: { access: 'public' },
    handler: async (_request, reply) => {
      const checkpoint = await readCheckpoint(pool);
      if (!checkpoint) throw new Fault('not-found', { checkpoint: 'latest' });
      return reply.header('content-type', 'text/plain; charset=utf-8').header('cache-control', 'no-store').send(checkpoint.note);
    },
  });
  const tile = async (path: string) => {
    const bytes = await readTile(pool, path);
    if (!bytes) throw new Fault('not-found', { tile: path.slice(0, 100) });
    return bytes;
  };
  app.route({
    method: 'GET',
    url: '/ledger/tile/entries/*',
    config: { access: evidenceReaders },
    handler: async (request, reply) =>
      reply
        .type('application/octet-stream')
        .header('cache-control', 'no-store')
        .send(await tile(`tile/entries/${(request.params as { '*': string })['*']}`)),
  });
  app.route({
    method: 'GET',
    url: '/ledger/tile/*',
    config: { access: 'public' },
    handler: async (request, reply) => {
      const path = (request.params as { '*': string })['*'];
      // A slash that was sent as %2F does not choose the route above and yet stands here as a slash.
      if (!/^\d\//.test(path)) throw new Fault('not-found', { tile: path.slice(0, 100) });
      return reply.type('application/octet-stream').send(await tile(`tile/${path}`));
    },
  });

  app.route({
    method: 'GET',
    url: '/api/ledger',
    config: { access: evidenceReaders },
    schema: {
      querystring: z.object({
        before: z.coerce.number().int().min(0).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
        kind: z.string().max(60).optional(),
        subject: z.string().max(512).optional(),
      }),
      response: { 200: ledgerListSchema },
    },
    handler: async ({ query: { before, limit, kind, subject } }) => {
      const [checkpoint, rows] = await Promise.all([
        readCheckpoint(pool),
        before === 0
          ? []
          : readEntries(pool, {
              limit,
              ...(before === undefined ? {} : { from: before - 1 }),
              ...(kind === undefined ? {} : { kind }),
              ...(subject === undefined ? {} : { subject }),
            }),
      ]);
      return {
        size: checkpoint?.size ?? 0,
        checkpoint: checkpoint?.note ?? '',
        verifierKey: deps.verifierKey,
        checkpointAt: isoOrNull(checkpoint?.at ?? null),
        entries: await view(rows),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/ledger/entries/:seq',
    config: { access: evidenceReaders },
    schema: { params: z.object({ seq: z.coerce.number().int().min(0) }), response: { 200: ledgerEntrySchema } },
    handler: async ({ params: { seq } }) => {
      const [row] = await readEntries(pool, { from: seq, limit: 1 });
      const [stored] = await readEntryBytes(pool, [seq]);
      if (row?.seq !== seq || !stored) throw new Fault('not-found', { entry: seq });
      const checkpoint = await readCheckpoint(pool);
      const covered = checkpoint !== null && seq < checkpoint.size;
      const proof = covered
        ? {
            size: checkpoint.size,
            root: checkpoint.root.toString('hex'),
            hashes: (await inclusionProof(pool, seq, checkpoint.size)).map((hash) => hash.toString('hex')),
          }
        : null;
      return {
        ...(await view([row]))[0]!,
        entryBytes: stored.bytes.toString('hex'),
        leafHash: sha256Parts(leafPrefix, stored.bytes).toString('hex'),
        proof,
      };
    },
  });

  let underWay: ReturnType<typeof verifyLedger> | null = null;
  /** It reads everything; those who ask while it runs share its report. */
  const verified = () => {
    underWay ??= deps.integrator
      .settle()
      .then(() => verifyLedger(pool, deps.verifierKey))
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };
  app.route({
    method: 'POST',
    url: '/api/ledger/verify',
    // It reads everything and changes nothing: an auditor's first act.
    config: { access: evidenceReaders, own: true },
    schema: { body: z.object({}), response: { 200: ledgerVerifySchema } },
    handler: async () => {
      const from = deps.clock.now().getTime();
      const report = await verified();
      const more =
        report.more > 0 ? [{ ja: `ほかに${report.more}件の問題があります。`, en: `${report.more} more problems were found.` }] : [];
      return {
        ok: report.problems.length === 0,
        size: report.size,
        root: report.root ?? '',
        problems: [...report.problems.map((problem) => problem.words), ...more],
        durationMs: deps.clock.now().getTime() - from,
      };
    },
  });
}
