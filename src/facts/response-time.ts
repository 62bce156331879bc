import { z } from 'zod';
import { defineFact } from './kind.ts';

const service = z.object({
  name: z.string().min(1).max(80),
  /** `down`: the last three looks failed. `silent`: nobody looked lately. */
  state: z.enum(['up', 'down', 'silent']),
  /** 95 of 100 answers of the last hour came within it; two leading digits, cut. */
  p95Ms: z.number().int().positive().nullable(),
  /** Its own limit; null where the company's value counts. */
  limitMs: z.number().int().positive().nullable(),
  /** The limit that counted when it was seen: only in order to tell a change that matters from one that does not. */
  levelMs: z.number().int().positive(),
});

/** A number that moves at each look: it says something new where it crosses its limit, or differs by a third. */
const sameMs = (before: number | null, after: number | null, level: number): boolean =>
  before === null || after === null
    ? before === after
    : before >= level === after >= level && Math.abs(before - after) <= Math.max(before, 20) / 3;

/** How the services of a device answer, as the server sees it. */
export const responseTime = defineFact(
  'response-time',
  z.object({ services: z.array(service).max(50) }),
  (previous, next) =>
    previous.services.length === next.services.length &&
    next.services.every((now, at) => {
      const before = previous.services[at]!;
      return (
        before.name === now.name &&
        before.state === now.state &&
        before.limitMs === now.limitMs &&
        before.levelMs === now.levelMs &&
        sameMs(before.p95Ms, now.p95Ms, now.levelMs)
      );
    }),
);
