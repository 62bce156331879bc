import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { deviceById } from '../devices/index.ts';
import { listQuestions, listSegments, makerOf, type Strangers, seenWithinMs } from '../inventory/index.ts';
import { callerOf } from './access.ts';
import { answerBody, deviceParams, segmentBody, segmentParams, strangersQuery, strangersSchema } from './contract-inventory.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { done, isoOrNull } from './wire.ts';

export interface StrangerRouteDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly strangers: Strangers;
  /** The company's ranges, and which of them a network lies in. */
  readonly ranges: { list(): readonly string[]; of(network: string): string | null };
  nameOf(actors: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}

/** Machines in the company's networks that nobody registered: what is asked, and what a person said. */
export function strangerRoutes(app: ApiApp, deps: StrangerRouteDeps): void {
  const { pool, clock, strangers, ranges } = deps;
  app.route({
    method: 'GET',
    url: '/api/inventory/unknown',
    config: { access: readers },
    schema: {
      summary: 'Machines that nobody registered, and the networks that are looked at.',
      querystring: strangersQuery,
      response: { 200: strangersSchema },
    },
    handler: async ({ query }) => {
      const seenSince = new Date(clock.now().getTime() - seenWithinMs);
      const [segments, { total, questions }] = await Promise.all([
        listSegments(pool, seenSince),
        listQuestions(pool, { ...query, seenSince }),
      ]);
      const names = await deps.nameOf(
        [...segments, ...questions].flatMap((each) => ('decidedBy' in each ? each.decidedBy : each.answeredBy) ?? []),
      );
      const said = (actor: string | null) => (actor === null ? null : (names.get(actor) ?? { ja: actor, en: actor }));
      const seen = new Set(
        segments.filter((each) => each.rule !== 'undecided' && each.lastReportedAt >= seenSince).map((each) => ranges.of(each.network)),
      );
      return {
        ranges: ranges.list().map((range) => ({ range, seen: seen.has(range) })),
        segments: segments.map((segment) => ({
          ...segment,
          decidedBy: said(segment.decidedBy),
          decidedAt: isoOrNull(segment.decidedAt),
          lastReportedAt: segment.lastReportedAt.toISOString(),
        })),
        total,
        questions: questions.map((each) => {
          const mac = each.subject.startsWith('mac:') ? each.subject.slice(4) : null;
          return {
            id: each.id,
            network: each.network,
            mac,
            name: mac === null ? each.subject.slice('random:'.length) : '',
            maker: mac === null ? null : makerOf(mac),
            macs: [...each.macs],
            addresses: [...each.addresses],
            seen: each.seen,
            seenBy: each.seenBy,
            openedAt: each.openedAt.toISOString(),
            lastAt: each.lastAt.toISOString(),
            answer: each.answer,
            device: each.deviceId === null ? null : { id: each.deviceId, name: each.deviceName ?? '' },
            note: each.note,
            answeredBy: said(each.answeredBy),
            answeredAt: isoOrNull(each.answeredAt),
          };
        }),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/inventory/unknown/:id/answer',
    config: { access: ['administrator'] },
    schema: { summary: 'Says what an unregistered machine is.', params: deviceParams, body: answerBody, response: { 200: done } },
    handler: async (request) => {
      const { answer, device, note } = request.body;
      if (device !== null && !(await deviceById(pool, device))) throw new Fault('not-found', { device });
      const by = callerOf(request).actor;
      await strangers.answer(request.params.id, { answer, deviceId: answer === 'device' ? device : null, note, by });
      return { ok: true as const };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/inventory/segments/:id/decide',
    config: { access: ['administrator'], stepUp: true },
    schema: {
      summary: 'Says whether strangers in a segment are asked about, and why.',
      params: segmentParams,
      body: segmentBody,
      response: { 200: done },
    },
    handler: async (request) => {
      await strangers.decideSegment(request.params.id, { ...request.body, by: callerOf(request).actor });
      return { ok: true as const };
    },
  });
}
