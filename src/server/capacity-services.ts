import type { DerivedDraft, Target } from '../capacity/index.ts';
import { responseTime } from '../facts/response-time.ts';
import type { Look } from './capacity-looks.ts';

/** Looks of the last hour; from the third one on something is said, and three that failed are a service that is down. */
const held = 60;
const needed = 3;
/** An unchanged state is said again after this time, so that its verdict does not grow old. */
const againMs = 30 * 60_000;

const servicesMax = 50;
const badness = ({ state, p95Ms, levelMs }: Service): number => (state === 'down' ? Number.POSITIVE_INFINITY : (p95Ms ?? 0) / levelMs);

type Body = ReturnType<typeof responseTime.schema.parse>;
type Service = Body['services'][number];

/** Two leading digits, cut: 1,987 ms is 1,900. */
export function leadingDigits(ms: number): number {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, ms))) - 1);
  return Math.floor(ms / scale) * scale;
}

/** How services answered in the last hour, held in memory: after a start nothing is said until each was looked at three times. */
export class Services {
  readonly #looks = new Map<string, (number | null)[]>();
  readonly #said = new Map<string, { readonly body: Body; readonly at: number }>();

  add(looks: readonly Look[]): void {
    for (const { target, ms } of looks) {
      if (target.kind !== 'http' && target.kind !== 'tcp') continue;
      const list = this.#looks.get(target.id) ?? [];
      list.push(ms);
      if (list.length > held) list.shift();
      this.#looks.set(target.id, list);
    }
  }

  /** Null while it was looked at too seldom. */
  stateOf(target: Target, companyMs: number): Service | null {
    const looks = this.#looks.get(target.id) ?? [];
    if (looks.length < needed) return null;
    const answers = looks.filter((ms) => ms !== null).sort((a, b) => a - b);
    const p95 = answers[Math.max(0, Math.ceil(answers.length * 0.95) - 1)];
    const isDown = looks.slice(-needed).every((ms) => ms === null);
    return {
      name: target.name,
      state: isDown ? 'down' : 'up',
      p95Ms: p95 === undefined ? null : Math.max(1, leadingDigits(p95)),
      limitMs: target.warnMs,
      levelMs: target.warnMs ?? companyMs,
    };
  }

  /** Facts of devices for which there is something new to say, or which were said long ago. */
  drafts(all: readonly Target[], companyMs: number, now: Date): DerivedDraft[] {
    const services = all.filter(({ kind, deviceId }) => deviceId !== null && (kind === 'http' || kind === 'tcp'));
    for (const id of this.#looks.keys()) if (!all.some((target) => target.id === id)) this.#looks.delete(id);
    const drafts: DerivedDraft[] = [];
    const byDevice = Map.groupBy(services, ({ deviceId }) => deviceId!);
    // A device whose last target ended says so once.
    for (const deviceId of this.#said.keys()) if (!byDevice.has(deviceId)) byDevice.set(deviceId, []);
    for (const [deviceId, targets] of byDevice) {
      const states = targets.map((target) => this.stateOf(target, companyMs));
      if (states.some((state) => state === null)) continue;
      // Of more than a fact holds the worst are told.
      const told = (states as Service[]).sort((a, b) => Math.sign(badness(b) - badness(a)) || 0).slice(0, servicesMax);
      const body = { services: told.sort((a, b) => (a.name < b.name ? -1 : 1)) };
      const before = this.#said.get(deviceId);
      if (before && responseTime.sameAs(before.body, body) && Math.abs(now.getTime() - before.at) < againMs) continue;
      if (targets.length === 0) this.#said.delete(deviceId);
      else this.#said.set(deviceId, { body, at: now.getTime() });
      drafts.push({ deviceId, kind: responseTime.kind, source: 'capacity', observedAt: now, receivedAt: now, body });
    }
    return drafts;
  }
}
