import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import { controlById } from '../catalog/index.ts';
import { callerOf } from './access.ts';
import { evidenceReaders } from './readers.ts';
import type { ApiApp } from './server.ts';

export interface PackRouteDeps {
  /** The zip of a control's evidence for a period of local dates, both ends included. */
  build(wanted: { control: string; from: string; to: string; by: string }): Promise<Uint8Array>;
}

/** A pack covers at most so many days, so that it stays a thing that a person can carry and read. */
const daysMax = 800;
const day = 86_400_000;
/** Packs are built one after another: each reads a part of the ledger and holds it. Who comes when so many wait comes again. */
const waitingMax = 3;
const retryAfterSeconds = 30;

export function packRoutes(app: ApiApp, deps: PackRouteDeps): void {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= waitingMax) throw new Fault('too-many-attempts', { retryAfterSeconds });
    waiting += 1;
    const mine = last.then(work).finally(() => {
      waiting -= 1;
    });
    last = mine.catch(() => {}); // told to the one who asked; the next one does not wait for a success
    return mine;
  };
  app.route({
    method: 'POST',
    url: '/api/packs',
    // It adds one entry that says what was handed out; for an auditor that is reading.
    config: { access: evidenceReaders, own: true },
    schema: { body: z.object({ control: z.string().max(20), from: z.iso.date(), to: z.iso.date() }) },
    handler: async (request, reply) => {
      const { control, from, to } = request.body;
      if (!controlById(control)) throw new Fault('not-found', { control });
      const days = (Date.parse(to) - Date.parse(from)) / day;
      if (days < 0) throw new Fault('bad-request', { problem: 'to is before from' });
      if (days > daysMax) throw new Fault('bad-request', { problem: `at most ${daysMax} days` });
      const zip = await inTurn(() => deps.build({ control, from, to, by: callerOf(request).actor }));
      const name = `tejun-${control}-${from}-${to}.zip`;
      return reply.type('application/zip').header('content-disposition', `attachment; filename="${name}"`).send(Buffer.from(zip));
    },
  });
}
