import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Pool } from '../db/pool.ts';
import { certExpiryWarnDays, companyWebsites, minRsaBits, minTlsVersion } from '../practices/cryptography/params.ts';
import { probeTls } from '../sources/probes/tls.ts';
import type { Values } from '../values/index.ts';
import { Websites } from '../websites/index.ts';
import { type Repeated, repeat } from './repeat.ts';

const lookEveryMs = 3_600_000;
const lookAtListEveryMs = 60_000;

/** Ties the look at the company's websites to its values and to the probe. Nothing is looked at before `start`. */
export function openWebsites({ pool, clock, values }: { pool: Pool; clock: Clock; values: Values }): Websites {
  return new Websites({
    pool,
    clock,
    rulesAt: (at) => ({
      sites: values.inForce(companyWebsites, at) as readonly string[],
      minTlsVersion: values.inForce(minTlsVersion, at) as string,
      warnDays: values.inForce(certExpiryWarnDays, at) as number,
      minRsaBits: values.inForce(minRsaBits, at) as number,
    }),
    look: (host, port) => probeTls(host, port),
  });
}

/** Looks each hour, and within a minute when the company names another website. */
export function startLooking(websites: Websites, { values, log }: { values: Values; log: Log }): Repeated {
  const named = () => (values.now(companyWebsites) as readonly string[]).join(' ');
  let looked = '';
  const look = async () => {
    looked = named();
    await websites.look();
  };
  const told = (error: unknown) => log.error({ err: error }, "could not look at the company's websites");
  const first = look().catch(told);
  const rounds = [repeat(lookEveryMs, look, told), repeat(lookAtListEveryMs, async () => (looked === named() ? undefined : look()), told)];
  return {
    stop: async () => {
      await Promise.all(rounds.map((round) => round.stop()));
      await first;
    },
  };
}
