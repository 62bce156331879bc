import { liveLimits } from './limits.ts';

/** Seconds handed out at one poll; the agent polls each five seconds for so long. */
const acceleratedSecondsMax = 60;

/** Still to go; further away than it ever was, the server's clock was set back, and nobody waits any more. */
const isWhile = (secondsLeft: number): boolean => secondsLeft > 0 && secondsLeft <= liveLimits.quickSeconds;

/** The devices that poll quickly for a while, because somebody waits for them; as long as there are not too many. */
export class Quick {
  readonly #until = new Map<string, number>();

  has(deviceId: string): boolean {
    return this.#until.has(deviceId);
  }

  /** Where it would be too many, none of these is hurried: each answers at its own poll within a minute. */
  hurry(deviceIds: readonly string[], now: Date): void {
    const fresh = deviceIds.filter((id) => !this.#until.has(id)).length;
    if (this.#until.size + fresh > liveLimits.quickDevicesMax) return;
    for (const id of deviceIds) this.#until.set(id, now.getTime() + liveLimits.quickSeconds * 1000);
  }

  secondsFor(deviceId: string, now: Date): number {
    const left = ((this.#until.get(deviceId) ?? 0) - now.getTime()) / 1000;
    return !isWhile(left) ? 0 : Math.min(acceleratedSecondsMax, Math.ceil(left));
  }

  sweep(now: Date): void {
    for (const [deviceId, until] of this.#until) if (!isWhile((until - now.getTime()) / 1000)) this.#until.delete(deviceId);
  }
}
