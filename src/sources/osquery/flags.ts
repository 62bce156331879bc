import { intervals } from './config.ts';

/** Where an agent finds its server, and with which files it proves and is proven. */
export interface FlagPlaces {
  readonly tlsHost: string;
  readonly caFile: string;
  readonly secretFile: string;
  /** The version of the bundle that these flags come with; left out for the server's own agent. */
  readonly bundle?: number;
}

/** The lines of the agent's flag file. The body of a log stays below our limit, and carving stays off. */
export const flagLines = ({ tlsHost, caFile, secretFile, bundle }: FlagPlaces): string[] => [
  `--tls_hostname=${tlsHost}`,
  `--tls_server_certs=${caFile}`,
  `--enroll_secret_path=${secretFile}`,
  '--enroll_tls_endpoint=/enroll',
  '--host_identifier=uuid',
  '--config_plugin=tls',
  // So the agent says with each look which bundle's flags it runs: it has no other way to show them.
  `--config_tls_endpoint=/config${bundle === undefined ? '' : `/b${bundle}`}`,
  `--config_refresh=${intervals.configSeconds}`,
  '--logger_plugin=tls',
  '--logger_tls_endpoint=/log',
  `--logger_tls_period=${intervals.logSeconds}`,
  '--logger_tls_compress=true',
  '--logger_min_status=1',
  '--disable_distributed=false',
  '--distributed_plugin=tls',
  `--distributed_interval=${intervals.distributedSeconds}`,
  '--distributed_tls_read_endpoint=/distributed/read',
  '--distributed_tls_write_endpoint=/distributed/write',
  '--disable_carver=true',
  '--disable_extensions=true',
];
