import { platforms } from '../../../facts/kind.ts';
import { collecting } from '../collecting.ts';
import type { Question } from '../question.ts';
import { hardwareCollections } from './collections-hardware.ts';
import { runningCollections } from './collections-running.ts';
import { settingsCollections } from './collections-settings.ts';

/** A program registered under an account, or an app of the store, is seen only while that account's registry is loaded. */
const ofOneAccount = String.raw`(package_family_name <> '' OR install_location LIKE '_:\Users\%' OR uninstall_string LIKE '%_:\Users\%')`;
/** Accounts of people whose registry is loaded: local or of a domain (S-1-5-21), or of Entra ID (S-1-12-1). */
export const signedInOnWindows = String.raw`SELECT COUNT(*) AS n FROM registry WHERE key = 'HKEY_USERS'
  AND (name LIKE 'S-1-5-21-%' OR name LIKE 'S-1-12-1-%') AND name NOT LIKE '%\_Classes' ESCAPE '\'`;

const software: readonly Question[] = [
  collecting({
    collection: 'software',
    platform: 'windows',
    cadence: 'hourly',
    tables: ['programs', 'chocolatey_packages'],
    attributes: ['version', 'publisher', 'source'],
    select: `SELECT name AS key, version, publisher, 'program' AS source FROM programs WHERE name <> '' AND NOT ${ofOneAccount}
      UNION ALL SELECT name, version, author, 'chocolatey' FROM chocolatey_packages`,
    seen: 'SELECT COUNT(*) AS n FROM programs',
  }),
  collecting({
    collection: 'user-software',
    platform: 'windows',
    cadence: 'hourly',
    tables: ['programs', 'registry'],
    attributes: ['version', 'publisher', 'source'],
    select: `SELECT name AS key, version, publisher, CASE WHEN package_family_name <> '' THEN 'store' ELSE 'user' END AS source
      FROM programs WHERE name <> '' AND ${ofOneAccount}`,
    people: signedInOnWindows,
  }),
  collecting({
    collection: 'software',
    platform: 'macos',
    cadence: 'hourly',
    tables: ['apps', 'homebrew_packages'],
    attributes: ['version', 'publisher', 'source'],
    // Apps of the people's own folders are read from disk, whoever is signed in.
    select: `SELECT name AS key, bundle_short_version AS version, bundle_identifier AS publisher, CASE WHEN path LIKE '/Users/%' THEN 'user' ELSE 'app' END AS source
      FROM apps WHERE name <> '' UNION ALL SELECT name, version, '', 'brew' FROM homebrew_packages`,
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

/** users stands first in a CROSS JOIN, or only the agent's own profile is read. Whose it is stays on the device. */
const chrome = `SELECT e.name AS key, e.browser_type AS browser, e.identifier, e.version, e.from_webstore AS webstore
  FROM users u CROSS JOIN chrome_extensions e USING (uid) WHERE e.name <> ''`;
const firefox = `SELECT a.name, 'firefox', a.identifier, a.version, '' FROM users u CROSS JOIN firefox_addons a USING (uid) WHERE a.type = 'extension'`;
const safari = `SELECT s.name, 'safari', s.identifier, s.version, '' FROM users u CROSS JOIN safari_extensions s USING (uid)`;
const code = `SELECT v.name, 'vscode', v.publisher, v.version, '' FROM users u CROSS JOIN vscode_extensions v USING (uid)`;

const extensions: readonly Question[] = platforms.map((platform) => {
  const sources = platform === 'macos' ? [chrome, firefox, safari, code] : [chrome, firefox, code];
  return collecting({
    collection: 'browser-extensions',
    platform,
    cadence: 'hourly',
    tables: ['users', 'chrome_extensions', 'firefox_addons', 'vscode_extensions', ...(platform === 'macos' ? ['safari_extensions'] : [])],
    attributes: ['browser', 'identifier', 'version', 'webstore'],
    select: sources.join('\n      UNION ALL '),
    seen: 'SELECT COUNT(*) AS n FROM users',
  });
});

/** Long lists that change seldom. Each is sent only where it differs from what the server holds (../collecting.ts). */
export const collectionQuestions: readonly Question[] = [
  ...software,
  ...extensions,
  ...runningCollections,
  ...settingsCollections,
  ...hardwareCollections,
];
