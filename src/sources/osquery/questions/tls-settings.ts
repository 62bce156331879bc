import { oldProtocols, tlsSettings } from '../../../facts/tls-settings.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { seenOf } from './cells.ts';

const schannel = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL';

/** `Enabled` is 0 or 1, and by old advice 0xffffffff for on. */
function isOn(rows: readonly Row[], protocol: string, side: string): boolean | null {
  const key = `${schannel}\\Protocols\\${protocol}\\${side}`.toLowerCase();
  const value = intOf(rows.find((row) => row.key?.toLowerCase() === key)?.data);
  return value === null ? null : value !== 0;
}

export const tlsQuestions = [
  question({
    id: 'tls-settings/windows',
    kind: tlsSettings,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry', 'os_version'],
    sql: {
      settings: `SELECT key, data FROM registry WHERE name = 'Enabled' AND key IN (${oldProtocols
        .flatMap((protocol) => ['Client', 'Server'].map((side) => `'${schannel}\\Protocols\\${protocol}\\${side}'`))
        .join(', ')})`,
      build: 'SELECT build FROM os_version',
      seen: `SELECT COUNT(*) AS seen FROM registry WHERE key = '${schannel}'`,
    },
    translate({ settings, build, seen }) {
      if (seenOf(seen) === 0)
        return unreadable('TLSの設定(レジストリ)を読めませんでした。', 'The settings of TLS (registry) could not be read.');
      return {
        build: intOf(build![0]?.build),
        protocols: oldProtocols.flatMap((name) =>
          (['Client', 'Server'] as const).map((side) => ({
            name,
            side: side === 'Client' ? ('client' as const) : ('server' as const),
            on: isOn(settings!, name, side),
          })),
        ),
      };
    },
  }),
];
