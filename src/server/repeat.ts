export interface Repeated {
  /** No further round begins; resolves once the one under way has ended. */
  stop(): Promise<void>;
}

/** Between two rounds at least so many times as long as the last one took: a large company's rounds must not fill the machine. */
const restFactor = 20;
/** But no longer than this: a machine that slept during a round took no time over it. */
const restMsMax = 15 * 60_000;

/** Does something again and again, never twice at once, the first time after `everyMs`. */
export function repeat(
  everyMs: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
  /** How long something took is no time of day: it is read from what only counts. */
  countedMs: () => number = () => performance.now(),
): Repeated {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<unknown> = Promise.resolve();
  const next = (afterMs: number) => {
    if (stopped) return;
    timer = setTimeout(() => {
      round = once();
    }, afterMs);
  };
  const once = async () => {
    const begun = countedMs();
    await work().catch(onError);
    next(Math.max(everyMs, Math.min((countedMs() - begun) * restFactor, restMsMax)));
  };
  next(everyMs);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
