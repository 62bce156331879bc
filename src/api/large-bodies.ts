import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Fault } from '../base/fault.ts';

/** Bodies of files stand in memory until they are stored: so many at once, and so many of one person. A browser sends one after another. */
export const largeBodiesMax = { all: 12, ofOne: 4 } as const;
const retryAfterSeconds = 5;

/** Counts what is under way on routes that take more than `bytes`, before a byte of it is read. */
export function limitLargeBodies(app: FastifyInstance, bytes: number): void {
  const underWay = new Map<string, number>();
  let all = 0;
  const count = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    // Who hung up before it was known who calls takes no place: nothing would ever give it back.
    if (reply.raw.destroyed || request.raw.destroyed) return;
    const by = request.caller?.actor ?? request.ip;
    const own = underWay.get(by) ?? 0;
    if (own >= largeBodiesMax.ofOne || all >= largeBodiesMax.all) throw new Fault('too-many-attempts', { retryAfterSeconds });
    underWay.set(by, own + 1);
    all += 1;
    // Also where the caller hangs up in the middle.
    reply.raw.once('close', () => {
      all -= 1;
      const left = underWay.get(by)! - 1;
      if (left === 0) underWay.delete(by);
      else underWay.set(by, left);
    });
  };
  app.addHook('onRoute', (route: RouteOptions) => {
    if ((route.bodyLimit ?? 0) > bytes) route.onRequest = [route.onRequest ?? [], count].flat();
  });
}
