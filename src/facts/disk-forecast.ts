import { z } from 'zod';
import { defineFact } from './kind.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const volume = z.object({
  volume: z.string(),
  state: z.enum(['silent', 'stable', 'filling']),
  because: z.enum(['short-history', 'gaps']).nullable(),
  /** The day on which it will be full, and the ends of what is likely: four cases of five lie between. */
  fullOn: day.nullable(),
  earliestOn: day.nullable(),
  latestOn: day.nullable(),
  unless: z.literal('usual-clean-up').nullable(),
  /** Whether the forecast warns, for a horizon of so many days, and why. */
  warn: z.boolean(),
  cause: z.enum(['trend', 'steps', 'clean-up-overdue', 'full']).nullable(),
});

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Days that are near count singly, far ones by a tenth: the day moves a little with each new peak, and says nothing new by that. */
function sameDay(asOf: string, previous: string | null, next: string | null): boolean {
  if (previous === null || next === null) return previous === next;
  const left = Math.max(0, daysBetween(asOf, next));
  return Math.abs(daysBetween(previous, next)) <= (left <= 30 ? 1 : left / 10);
}

/** When the volumes of a device will be full, by what was measured day by day (src/capacity). */
export const diskForecast = defineFact(
  'disk-forecast',
  z.object({ asOf: day, horizonDays: z.number().int().positive(), volumes: z.array(volume).max(100) }),
  (previous, next) =>
    previous.horizonDays === next.horizonDays &&
    previous.volumes.length === next.volumes.length &&
    next.volumes.every((now, at) => {
      const before = previous.volumes[at]!;
      return (
        before.volume === now.volume &&
        before.state === now.state &&
        before.because === now.because &&
        before.unless === now.unless &&
        before.warn === now.warn &&
        before.cause === now.cause &&
        sameDay(next.asOf, before.fullOn, now.fullOn)
      );
    }),
);
