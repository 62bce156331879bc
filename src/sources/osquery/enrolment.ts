import type { Platform } from '../../facts/kind.ts';

/** What an agent says of its machine when it enrols; `hardwareUuid` and `serial` are as sent, not yet weighed. */
export interface Enrolling {
  readonly hardwareUuid: string;
  readonly serial: string;
  readonly instanceId: string;
  readonly hostIdentifier: string;
  readonly platform: Platform;
  readonly name: string;
  readonly os: string;
  readonly agentVersion: string;
  readonly hardware: string;
}

/** The agent's platform mask: 1 POSIX, 2 Windows, 8 Linux, 16 macOS. */
function platformOf(mask: number): Platform | null {
  if (mask & 2) return 'windows';
  if (mask & 16) return 'macos';
  if (mask & 8) return 'linux';
  return null;
}

const charsMax = 300;

/** One short line: without control characters, and without those that turn the direction of the text around it. */
export const plainLine = (text: string): string =>
  text
    .slice(0, charsMax * 4)
    .replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '')
    .trim()
    .slice(0, charsMax);

/** Reads an enrolment; a sentence for the agent's log where it names no machine. */
export function readEnrolment(body: Record<string, unknown>): Enrolling | string {
  const details = isObject(body.host_details) ? body.host_details : {};
  const cell = (table: string, column: string): string => {
    const row = details[table];
    const value = isObject(row) ? row[column] : undefined;
    return typeof value === 'string' ? plainLine(value) : '';
  };
  const platform = platformOf(Number(body.platform_type) || Number(cell('osquery_info', 'platform_mask')));
  if (!platform) return 'platform_type is missing or not known';
  const hostIdentifier = typeof body.host_identifier === 'string' ? plainLine(body.host_identifier) : '';
  const hardwareUuid = cell('system_info', 'uuid');
  const instanceId = cell('osquery_info', 'instance_id') || hostIdentifier;
  if (hardwareUuid === '' && hostIdentifier === '') return 'neither host_details.system_info.uuid nor host_identifier is given';
  const os = [cell('os_version', 'name'), cell('os_version', 'version')].filter(Boolean).join(' ');
  return {
    hardwareUuid,
    serial: cell('system_info', 'hardware_serial'),
    instanceId,
    hostIdentifier,
    platform,
    name: cell('system_info', 'computer_name') || cell('system_info', 'hostname') || hostIdentifier,
    os: os || platform,
    agentVersion: cell('osquery_info', 'version'),
    hardware: [cell('system_info', 'hardware_vendor'), cell('system_info', 'hardware_model'), cell('system_info', 'cpu_brand')]
      .filter(Boolean)
      .join(' '),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
