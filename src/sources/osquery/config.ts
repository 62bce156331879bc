/** Seconds between polls. A new TLS connection for each makes short intervals dear; a person who waits gets acceleration. */
export const intervals = { distributedSeconds: 60, logSeconds: 60, configSeconds: 300 } as const;

/** The schedule's only query: what the device is, so that its name and version stay true between enrolments. */
export const detailsQuery = 'tejun/details';

/** The answer to /config. Options that only the command line may set are in the flag file (flags.ts). */
export const agentConfig = (): Record<string, unknown> => ({
  options: {
    distributed_interval: intervals.distributedSeconds,
    logger_tls_period: intervals.logSeconds,
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
