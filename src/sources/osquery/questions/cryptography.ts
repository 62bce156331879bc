import { heldCertificates } from '../../../facts/held-certificates.ts';
import { keyFiles } from '../../../facts/key-files.ts';
import { type Platform, platforms } from '../../../facts/kind.ts';
import { sshPrivateKeys } from '../../../facts/ssh-private-keys.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { flagOf, isoOf, seenOf } from './cells.ts';
import { tlsQuestions } from './tls-settings.ts';

const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);

/** The account that the agent runs as. Without root it cannot look into other people's folders. */
const agent = 'SELECT p.euid FROM osquery_info i JOIN processes p ON p.pid = i.pid';
const isRoot = (rows: readonly Row[] | undefined): boolean => rows?.[0]?.euid === '0';

const keysUnreadable = () => unreadable('秘密鍵の置き場所を読めませんでした。', 'The places of private keys could not be read.');

const sshKeys = (platform: Platform) =>
  question({
    id: `ssh-private-keys/${platform}`,
    kind: sshPrivateKeys,
    platform,
    cadence: 'hourly',
    tables: ['users', 'user_ssh_keys', ...(platform === 'windows' ? [] : ['osquery_info', 'processes'])],
    sql: {
      // CROSS JOIN keeps users first; otherwise only the agent's own folder is read.
      keys: 'SELECT u.username, k.path, k.encrypted FROM users u CROSS JOIN user_ssh_keys k USING (uid)',
      probe: 'SELECT COUNT(*) AS seen FROM users',
      ...(platform === 'windows' ? {} : { agent }),
    },
    translate(parts) {
      if (seenOf(parts.probe) === 0 || (platform !== 'windows' && !isRoot(parts.agent))) return keysUnreadable();
      // Two accounts can share a home; a key is one key.
      const keys = new Map(parts.keys!.map((row) => [row.path ?? '', row]));
      return {
        keys: [...keys].map(([path, row]) => ({ user: row.username ?? '', path, encrypted: flagOf(row.encrypted) })).sort(byPath),
      };
    },
  });

const fileColumns = 'f.path, f.mode, g.groupname';
const inGroup = 'LEFT JOIN groups g ON g.gid = f.gid';

const keyFileModes = (platform: Platform) =>
  question({
    id: `key-files/${platform}`,
    kind: keyFiles,
    platform,
    cadence: 'hourly',
    tables: ['file', 'groups', 'users', 'user_ssh_keys', 'osquery_info', 'processes'],
    sql: {
      server: ['/etc/ssh/ssh_host_%_key', '/etc/ssl/private/%', '/etc/pki/tls/private/%', '/etc/letsencrypt/archive/%/privkey%.pem']
        .map((path) => `SELECT ${fileColumns} FROM file f ${inGroup} WHERE f.path LIKE '${path}' AND f.type = 'regular'`)
        .join(' UNION ALL '),
      people: `SELECT ${fileColumns} FROM users u CROSS JOIN user_ssh_keys k USING (uid) CROSS JOIN file f ON f.path = k.path ${inGroup}`,
      agent,
    },
    translate({ server, people, agent }) {
      if (!isRoot(agent)) return keysUnreadable();
      const files = new Map([...server!, ...people!].map((row) => [row.path ?? '', row]));
      return {
        files: [...files]
          .map(([path, row]) => ({
            path,
            mode: /^[0-7]{3,4}$/.test(row.mode ?? '') ? row.mode!.padStart(4, '0') : null,
            group: row.groupname ?? '',
          }))
          .sort(byPath),
      };
    },
  });

const certificatesUnreadable = () => unreadable('証明書の保管場所を読めませんでした。', 'The store of certificates could not be read.');

/** «rsaEncryption» or «RSA», «id-ecPublicKey» or «ECC»: each system has words of its own. */
function keyOf(row: Row) {
  const text = row.key_algorithm?.trim() ?? '';
  if (text === '') return null;
  const algorithm = /rsa/i.test(text)
    ? 'RSA'
    : /ec(c|dsa|PublicKey)|^EC|1\.2\.840\.10045/i.test(text)
      ? 'EC'
      : /dsa/i.test(text)
        ? 'DSA'
        : 'other';
  // For a curve the agent names the curve («prime256v1», «secp384r1») in place of a length.
  const curve = algorithm === 'EC' ? /\d{3}/.exec(row.key_strength ?? '')?.[0] : undefined;
  return { algorithm, bits: intOf(row.key_strength) ?? intOf(curve) } as const;
}

function certificates(rows: readonly Row[]) {
  const certificate = (row: Row) => ({
    name: row.common_name || '?',
    place: row.place ?? '',
    notAfter: isoOf(row.not_valid_after),
    key: keyOf(row),
    signature: row.signing_algorithm?.trim() || null,
  });
  const each = new Map(rows.map(certificate).map((one) => [`${one.place} ${one.name} ${one.notAfter}`, one]));
  return [...each].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

export const cryptographyQuestions = [
  ...tlsQuestions,
  ...platforms.map(sshKeys),
  keyFileModes('linux'),
  keyFileModes('macos'),
  question({
    id: 'held-certificates/windows',
    kind: heldCertificates,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['certificates'],
    sql: {
      // The agent tells the store by the name that Windows shows, which is another one on a Japanese system.
      // Entra ID renews its device-to-device certificates every day: they would always be about to expire.
      found: `SELECT DISTINCT common_name, not_valid_after, store_location AS place, key_algorithm, key_strength, signing_algorithm FROM certificates
        WHERE store IN ('Personal', '個人') AND issuer2 NOT LIKE '%MS-Organization-P2P-Access%'`,
      probe: 'SELECT COUNT(*) AS seen FROM certificates',
    },
    translate: ({ found, probe }) =>
      seenOf(probe) === 0 ? certificatesUnreadable() : { certificates: certificates(found!), tlsListening: null },
  }),
  question({
    id: 'held-certificates/macos',
    kind: heldCertificates,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['certificates'],
    sql: {
      found: `SELECT common_name, not_valid_after, path AS place, key_algorithm, key_strength, signing_algorithm FROM certificates
        WHERE path = '/Library/Keychains/System.keychain' AND ca = '0' AND common_name NOT LIKE 'com.apple.%'`,
      // The keychain always holds certificates of Apple's own.
      probe: "SELECT COUNT(*) AS seen FROM certificates WHERE path = '/Library/Keychains/System.keychain'",
    },
    translate: ({ found, probe }) =>
      seenOf(probe) === 0 ? certificatesUnreadable() : { certificates: certificates(found!), tlsListening: null },
  }),
  question({
    id: 'held-certificates/linux',
    kind: heldCertificates,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['file', 'certificates', 'process_open_sockets', 'osquery_info', 'processes'],
    sql: {
      // Bundles of authorities are not the device's own; a self-signed server certificate often calls itself one (ca = 1).
      found: ['/etc/letsencrypt/live/%/cert.pem', '/etc/nginx/ssl/%', '/etc/apache2/ssl/%', '/etc/httpd/ssl/%', '/etc/pki/tls/certs/%.crt']
        .map(
          (
            path,
          ) => `SELECT c.common_name, c.not_valid_after, c.path AS place, c.key_algorithm, c.key_strength, c.signing_algorithm FROM file f CROSS JOIN certificates c ON c.path = f.path
            WHERE f.path LIKE '${path}' AND f.filename NOT LIKE '%.key' AND f.filename NOT LIKE 'ca-bundle%' AND (c.ca = '0' OR c.self_signed = '1')`,
        )
        .join(' UNION ALL '),
      tls: `SELECT COUNT(*) AS seen FROM process_open_sockets WHERE protocol = 6 AND state = 'LISTEN'
        AND local_port IN (443, 465, 636, 853, 990, 993, 995, 8443) AND local_address NOT LIKE '127.%' AND local_address <> '::1'`,
      agent,
    },
    translate: ({ found, tls, agent }) =>
      isRoot(agent) ? { certificates: certificates(found!), tlsListening: seenOf(tls) > 0 } : certificatesUnreadable(),
  }),
];
