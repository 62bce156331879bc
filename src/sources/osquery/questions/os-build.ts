import { osBuild } from '../../../facts/os-build.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';

const notRead = () => unreadable('OSの版を読めませんでした。', 'The version of the system could not be read.');

/** «15.7.2» as numbers; null where a part is none. */
function numbersOf(version: string | undefined): number[] | null {
  const parts = (version ?? '').trim().split('.').map(intOf);
  return parts.length > 0 && parts.every((part): part is number => part !== null && part >= 0) ? parts : null;
}

const nameOf = (row: Row | undefined): string => (row?.name ?? '').trim();

export const buildQuestions = [
  question({
    id: 'os-build/windows',
    kind: osBuild,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['os_version'],
    sql: { version: 'SELECT name, build, revision FROM os_version' },
    translate({ version }) {
      const row = version![0];
      if (row === undefined) return notRead();
      const [build, revision] = [intOf(row.build), intOf(row.revision)];
      return { name: nameOf(row), numbers: build !== null && revision !== null && revision >= 0 ? [build, revision] : null };
    },
  }),
  question({
    id: 'os-build/macos',
    kind: osBuild,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['os_version'],
    sql: { version: 'SELECT name, version FROM os_version' },
    translate: ({ version }) =>
      version![0] === undefined ? notRead() : { name: nameOf(version![0]), numbers: numbersOf(version![0].version) },
  }),
];
