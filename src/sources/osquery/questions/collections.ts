import { collecting } from '../collecting.ts';
import type { Question } from '../question.ts';

/** Long lists that change seldom. Each is asked hourly and sent only where it differs (../collecting.ts). */
export const collectionQuestions: readonly Question[] = [
  collecting({
    collection: 'software',
    platform: 'windows',
    cadence: 'hourly',
    tables: ['programs'],
    attributes: ['version', 'publisher', 'source'],
    select: `SELECT name AS key, version, publisher, 'program' AS source FROM programs WHERE name <> ''`,
    seen: 'SELECT COUNT(*) AS n FROM programs',
  }),
  collecting({
    collection: 'software',
    platform: 'macos',
    cadence: 'hourly',
    tables: ['apps'],
    attributes: ['version', 'publisher', 'source'],
    select: `SELECT name AS key, bundle_short_version AS version, bundle_identifier AS publisher, 'app' AS source FROM apps WHERE name <> ''`,
    seen: 'SELECT COUNT(*) AS n FROM apps',
  }),
  // A machine has one of the two; the other table is there and empty.
  collecting({
    collection: 'software',
    platform: 'linux',
    cadence: 'hourly',
    tables: ['deb_packages', 'rpm_packages'],
    attributes: ['version', 'publisher', 'source'],
    select: `SELECT name AS key, version, maintainer AS publisher, 'deb' AS source FROM deb_packages WHERE status LIKE '%ok installed%'
      UNION ALL SELECT name, CASE WHEN epoch IN ('', '0') THEN '' ELSE epoch || ':' END || version || '-' || release, vendor, 'rpm' FROM rpm_packages`,
    seen: 'SELECT (SELECT COUNT(*) FROM deb_packages) + (SELECT COUNT(*) FROM rpm_packages) AS n',
  }),
];
