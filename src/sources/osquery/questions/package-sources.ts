import { packageSources } from '../../../facts/package-sources.ts';
import { question, type Row, unreadable } from '../question.ts';
import { flagOf } from './cells.ts';

interface Source {
  readonly name: string;
  readonly host: string | null;
  readonly signed: boolean | null;
}

const releaseEnd = /_?(InRelease|Release|Release\.gpg)$/;

/**
 * apt's sources as the lists that it has fetched: apt_sources skips a source that says «Enabled: yes» and one without a
 * release file, the fetched lists show both. A file name is the address with every / made _; a local source starts with _.
 */
function aptSources(rows: readonly Row[]): Source[] {
  const files = rows.map((row) => row.filename ?? '').filter((file) => file !== '');
  const repositories = new Set(files.filter((file) => releaseEnd.test(file)).map((file) => file.replace(releaseEnd, '')));
  // A list of packages without any release file comes from a source that is trusted without a signature.
  for (const file of files.filter((name) => name.includes('_Packages'))) {
    if (![...repositories].some((repository) => file.startsWith(`${repository}_`))) repositories.add(file.split('_Packages', 1)[0]!);
  }
  return [...repositories].sort().map((name) => ({
    name,
    host: decodeHost(name.split('_')[0] ?? ''),
    signed: files.includes(`${name}_InRelease`) || files.includes(`${name}_Release.gpg`),
  }));
}

const decodeHost = (text: string): string | null => (text === '' ? null : text.replace(/%3a\d+$/i, '').toLowerCase());

/** Addresses of one repository: a cell of thousands would become as many sources. */
const addressesMax = 64;

/** A repository of dnf or yum: every address it names counts, for packages may come from any of them. */
function yumSources(rows: readonly Row[]): Source[] {
  return rows
    .filter((row) => flagOf(row.enabled) !== false)
    .flatMap((row) => {
      const urls = [row.baseurl, row.mirrorlist, row.metalink]
        .flatMap((cell) => (cell ?? '').split(/[\s,]+/, addressesMax))
        .filter((url) => url !== '');
      const hosts = urls.map((url) => url.match(/^(?:https?|ftp):\/\/(?:[^@/]*@)?([^/:?]+)/)?.[1]?.toLowerCase() ?? null);
      const signed = flagOf(row.gpgcheck);
      return (hosts.length > 0 ? hosts : [null]).map((host) => ({ name: row.name ?? '', host, signed }));
    })
    .sort((a, b) => `${a.name} ${a.host}`.localeCompare(`${b.name} ${b.host}`));
}

export const packageSourceQuestions = [
  question({
    id: 'package-sources/linux',
    kind: packageSources,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['file', 'yum_sources'],
    sql: {
      apt: `SELECT filename FROM file WHERE directory = '/var/lib/apt/lists'
        AND (filename LIKE '%Release' OR filename LIKE '%Release.gpg' OR instr(filename, '_Packages') > 0)`,
      yum: 'SELECT name, baseurl, mirrorlist, metalink, enabled, gpgcheck FROM yum_sources',
    },
    translate({ apt, yum }) {
      const sources = [...aptSources(apt!), ...yumSources(yum!)];
      if (sources.length === 0) {
        return unreadable('パッケージの配布元の一覧を読めませんでした。', 'The list of package sources could not be read.');
      }
      return { sources, gatekeeper: null };
    },
  }),
  question({
    id: 'package-sources/macos',
    kind: packageSources,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['gatekeeper'],
    sql: { gatekeeper: 'SELECT assessments_enabled FROM gatekeeper' },
    translate({ gatekeeper }) {
      const enabled = flagOf(gatekeeper![0]?.assessments_enabled);
      if (enabled === null) return unreadable('Gatekeeperの状態を読めませんでした。', 'The state of Gatekeeper could not be read.');
      return { sources: null, gatekeeper: enabled };
    },
  }),
];
