import { createHash } from 'node:crypto';
import type { Platform } from '../../src/facts/kind.ts';
import { type Host, rowsFor } from './rows.ts';

/** The agent's platform masks. */
const masks: Readonly<Record<Platform, string>> = { windows: '2', macos: '21', linux: '9' };
const systems = {
  windows: {
    name: 'Microsoft Windows 11 Pro',
    version: '10.0.26100',
    build: '26100',
    platform: 'windows',
    codename: '',
    model: 'ThinkPad X13 Gen 5',
    vendor: 'LENOVO',
  },
  macos: { name: 'macOS', version: '15.6.1', build: '24G90', platform: 'darwin', codename: '', model: 'Mac15,12', vendor: 'Apple Inc.' },
  linux: {
    name: 'Debian GNU/Linux',
    version: '13 (trixie)',
    build: '',
    platform: 'debian',
    codename: 'trixie',
    model: 'PowerEdge R360',
    vendor: 'Dell Inc.',
  },
} as const;
const agentVersion = '5.23.1';

/** A stable identifier from a text, in the shape of a UUID. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An enrolment as the agent sends it, about 1.3 KB; the processor's name comes padded with NULs, as it does in life. */
export function enrolBody(host: Host, secret: string, run: string): string {
  const os = systems[host.platform];
  const uuid = uuidOf(`${run} ${host.number}`);
  return JSON.stringify({
    enroll_secret: secret,
    host_identifier: uuid,
    platform_type: masks[host.platform],
    host_details: {
      os_version: {
        _id: os.version.split(/[. ]/)[0],
        arch: 'x86_64',
        build: os.build,
        codename: os.codename,
        major: os.version.split(/[. ]/)[0],
        minor: '0',
        name: os.name,
        patch: '0',
        platform: os.platform,
        version: os.version,
      },
      osquery_info: {
        build_distro: '10',
        build_platform: host.platform,
        config_hash: '',
        config_valid: '0',
        extensions: 'inactive',
        instance_id: uuidOf(`${run} agent ${host.number}`),
        pid: String(2000 + (host.number % 30_000)),
        platform_mask: masks[host.platform],
        start_time: String(host.started),
        uuid,
        version: agentVersion,
        watcher: '-1',
      },
      platform_info: {
        address: '0xf000',
        extra: '',
        revision: '1.21',
        size: '16777216',
        vendor: os.vendor,
        version: 'N3ZET44W',
        date: '06/12/2026',
      },
      system_info: {
        computer_name: host.name,
        cpu_brand: `Intel(R) Core(TM) Ultra 5 125U${'\u0000'.repeat(18)}`,
        cpu_logical_cores: '14',
        cpu_microcode: '0x20',
        cpu_physical_cores: '12',
        cpu_sockets: '1',
        cpu_subtype: '170',
        cpu_type: 'x86_64',
        hardware_model: os.model,
        hardware_serial: `PF${String(host.number).padStart(6, '0')}`,
        hardware_vendor: os.vendor,
        hostname: host.name,
        local_hostname: host.name,
        physical_memory: '16849174528',
        uuid,
      },
    },
  });
}

const common = (host: Host, nowSeconds: number) => ({
  hostIdentifier: uuidOf(host.name),
  calendarTime: `${new Date(nowSeconds * 1000).toUTCString().replace('GMT', 'UTC')}`,
  unixTime: nowSeconds,
  decorations: { host_uuid: uuidOf(host.name), hostname: host.name },
});

/** A line of a result that came or went, with `id` as the event's own number. */
export const resultLine = (host: Host, id: string, nowSeconds: number, counter: number): object => ({
  name: 'pack/tejun/process_changes',
  ...common(host, nowSeconds),
  epoch: 0,
  counter,
  numerics: false,
  columns: {
    eid: id,
    pid: String(1000 + (counter % 60_000)),
    parent: '1188',
    path: host.platform === 'windows' ? 'C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE' : '/usr/bin/python3',
    cmdline: `"EXCEL.EXE" /dde "月次報告_${counter % 40}.xlsx"`,
    uid: '1000',
    time: String(nowSeconds),
  },
  action: counter % 3 === 0 ? 'removed' : 'added',
});

/** A line of the agent's own log; its message carries `id`. */
export const statusLine = (host: Host, id: string, nowSeconds: number): object => ({
  ...common(host, nowSeconds),
  severity: 1,
  filename: 'scheduler.cpp',
  line: 114,
  message: `Scheduled query may have failed: pack/tejun/process_changes: database is locked [eid=${id}]`,
  version: agentVersion,
});

/** The hourly line that tells what the device is. */
export function detailsLine(host: Host, nowSeconds: number): object {
  const { name, version, build, platform } = systems[host.platform];
  const row = { name, version, build, platform, hostname: host.name, computer_name: host.name, agent_version: agentVersion };
  return { snapshot: [row], action: 'snapshot', name: 'tejun/details', ...common(host, nowSeconds), epoch: 0, counter: 0, numerics: false };
}

/** Milliseconds that a question takes on a computer, as its answer tells: some are four times as fast as others. */
export const wallTimeMs = ({ number }: Host, id: string): number =>
  Math.round((4 + (id.length % 30)) * (0.5 + ((number * 7919) % 1000) / 666));

/** The answer to the questions of one round, never packed, all cells strings, with the agent's own statistics. */
export function writeBody(host: Host, queries: Readonly<Record<string, string>>, nodeKey: string, nowSeconds: number): string {
  const rows: Record<string, unknown> = {};
  const statuses: Record<string, number> = {};
  const messages: Record<string, string> = {};
  const stats: Record<string, object> = {};
  for (const [id, sql] of Object.entries(queries)) {
    rows[id] = rowsFor(host, id, sql, nowSeconds);
    statuses[id] = 0;
    messages[id] = '';
    stats[id] = { wall_time_ms: wallTimeMs(host, id), user_time: 3, system_time: 1, memory: 262_144 };
  }
  return JSON.stringify({ queries: rows, statuses, messages, stats, node_key: nodeKey });
}
