import { sha256 } from '../../base/hash.ts';

/** Seconds between polls. A new TLS connection for each makes short intervals dear; a person who waits gets acceleration. */
export const intervals = { distributedSeconds: 60, logSeconds: 60, configSeconds: 300 } as const;

/** The schedule's only query: what the device is, so that its name and version stay true between enrolments. */
export const detailsQuery = 'tejun/details';

/**
 * How far a computer's own interval may lie from the usual one, in seconds. An agent pauses after its call has been answered: those that
 * waited for the same stall would pause equally long, come back together and make the next stall. With beats of their own they drift apart.
 */
const beatSeconds = { distributed: 2, log: 4 } as const;

/** The intervals of one computer, always the same; those of many are the usual ones on average. */
export function ownIntervals(deviceId: string): { readonly distributedSeconds: number; readonly logSeconds: number } {
  const dice = sha256(`${deviceId} beat`);
  const beat = (at: number, within: number) => (dice.readUInt32BE(at) % (2 * within + 1)) - within;
  return {
    distributedSeconds: intervals.distributedSeconds + beat(0, beatSeconds.distributed),
    logSeconds: intervals.logSeconds + beat(4, beatSeconds.log),
  };
}

/**
 * The answer to /config. The agent heeds the interval of its polls at once, that of its log from its next start on. Options that only the
 * command line may set are in the flag file (flags.ts).
 */
export const agentConfig = ({ distributedSeconds, logSeconds }: ReturnType<typeof ownIntervals>): Record<string, unknown> => ({
  options: {
    distributed_interval: distributedSeconds,
    logger_tls_period: logSeconds,
    logger_tls_max_lines: 1024,
    logger_min_status: 1,
    logger_snapshot_event_type: false,
    schedule_splay_percent: 10,
    pack_delimiter: '/',
  },
  schedule: {
    [detailsQuery]: {
      query: `SELECT o.name, o.version, o.build, o.platform, s.hostname, s.computer_name, i.version AS agent_version
        FROM os_version o CROSS JOIN system_info s CROSS JOIN osquery_info i`,
      interval: 3600,
      snapshot: true,
    },
  },
});
