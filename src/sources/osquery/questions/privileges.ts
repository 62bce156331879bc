import { administrators } from '../../../facts/administrators.ts';
import type { Platform } from '../../../facts/kind.ts';
import { sudoRules } from '../../../facts/sudo-rules.ts';
import { question, type Row, unreadable } from '../question.ts';
import { flagOf, seenOf, sortedOnce } from './cells.ts';

const notRead = () => unreadable('管理者権限の一覧を読めませんでした。', 'The list of administrator rights could not be read.');

/** One person each, with all the ways by which rights are held; the order of rows must not make a new fact. */
function merged(rows: readonly Row[], disabled: (row: Row) => boolean) {
  return sortedOnce(rows.map((row) => row.username ?? '')).map((user) => {
    const own = rows.filter((row) => (row.username ?? '') === user);
    return { user, by: sortedOnce(own.map((row) => row.by_what ?? '')), disabled: own.every(disabled) };
  });
}

/** Membership in docker, lxd and the like is as good as root: whoever starts a container may write the host's disk. */
const powerful = "('sudo','wheel','admin','docker','lxd','incus-admin')";
/** Rules that every system ships, also where the group does not exist. They grant nothing to anybody by themselves. */
const shipped = "('root','%root','%sudo','%wheel','%admin')";
const notPeople = `header NOT LIKE 'Defaults%' AND header NOT LIKE '%\\_Alias' ESCAPE '\\' AND header NOT LIKE '#include%'
  AND header NOT LIKE '@include%'`;

const posixAdministrators = (platform: Platform) =>
  question({
    id: `administrators/${platform}`,
    kind: administrators,
    platform,
    cadence: 'hourly',
    tables: ['users', 'groups', 'user_groups', 'sudoers', 'file', 'authorized_keys'],
    sql: {
      holders: `SELECT u.username, g.groupname AS by_what FROM users u JOIN user_groups m ON m.uid = u.uid JOIN groups g ON g.gid = m.gid
          WHERE u.username <> 'root' AND (g.groupname IN ${powerful} OR '%' || g.groupname IN (SELECT header FROM sudoers))
        UNION SELECT username, 'uid 0' FROM users WHERE uid = '0' AND username <> 'root'
        UNION SELECT username, 'sudoers' FROM users WHERE username <> 'root' AND username IN (SELECT header FROM sudoers)`,
      // Whoever has the key to one of these signs in as root without its password, and is nobody's account.
      keys: `SELECT u.username, 'authorized_keys' AS by_what, COUNT(*) AS keys FROM users u CROSS JOIN authorized_keys k USING (uid)
        WHERE u.uid = '0' OR u.username IN (SELECT header FROM sudoers) OR EXISTS (SELECT 1 FROM user_groups m JOIN groups g ON g.gid = m.gid
          WHERE m.uid = u.uid AND g.groupname IN ${powerful}) GROUP BY u.username`,
      unresolved: `SELECT DISTINCT header FROM sudoers WHERE ${notPeople} AND header NOT IN ${shipped}
        AND header NOT IN (SELECT username FROM users) AND header NOT IN (SELECT '%' || groupname FROM groups)`,
      rules: 'SELECT COUNT(*) AS seen FROM sudoers',
      files: "SELECT path FROM file WHERE path IN ('/etc/sudoers', '/etc/passwd')",
      people: 'SELECT COUNT(*) AS seen FROM users',
    },
    translate({ holders, keys, unresolved, rules, files, people }) {
      if (seenOf(people) === 0) return notRead();
      return {
        holders: merged([...holders!, ...keys!], () => false),
        unresolved: sortedOnce(unresolved!.map((row) => row.header ?? '')),
        complete: sudoReadable(rules!, files!),
      };
    },
  });

/** sudo is read, or certainly not there: /etc/passwd shows that the agent sees the folder at all. */
function sudoReadable(rules: readonly Row[], files: readonly Row[]): boolean {
  if (seenOf(rules) > 0) return true;
  return files.some((row) => row.path === '/etc/passwd') && !files.some((row) => row.path === '/etc/sudoers');
}

const passwordlessSudo = (platform: Platform) =>
  question({
    id: `sudo-rules/${platform}`,
    kind: sudoRules,
    platform,
    cadence: 'hourly',
    tables: ['sudoers', 'file'],
    sql: {
      found: `SELECT source, header, rule_details FROM sudoers WHERE (header <> 'root' AND rule_details LIKE '%NOPASSWD%')
        OR (header LIKE 'Defaults%' AND rule_details LIKE '%!authenticate%')`,
      rules: 'SELECT COUNT(*) AS seen FROM sudoers',
      files: "SELECT path FROM file WHERE path IN ('/etc/sudoers', '/etc/passwd')",
    },
    translate({ found, rules, files }) {
      return {
        installed: sudoReadable(rules!, files!) ? seenOf(rules) > 0 : null,
        passwordless: found!
          .map((row) => ({ who: row.header ?? '', rule: row.rule_details ?? '', source: row.source ?? '' }))
          .sort((a, b) => (`${a.source} ${a.who} ${a.rule}` < `${b.source} ${b.who} ${b.rule}` ? -1 : 1)),
      };
    },
  });

export const privilegesQuestions = [
  posixAdministrators('linux'),
  posixAdministrators('macos'),
  question({
    id: 'administrators/windows',
    kind: administrators,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['groups', 'user_groups', 'users', 'security_profile_info'],
    sql: {
      // By SID: the group is called differently in other languages of Windows.
      holders: `SELECT u.username, u.uuid AS sid, g.groupname AS by_what FROM groups g JOIN user_groups m ON m.gid = g.gid
        JOIN users u ON u.uid = m.uid WHERE g.group_sid = 'S-1-5-32-544' AND u.uuid NOT IN ('S-1-5-18','S-1-5-19','S-1-5-20')`,
      policy: 'SELECT enable_admin_account FROM security_profile_info',
    },
    translate({ holders, policy }) {
      // The built-in account is always a member, so nobody at all means that the group could not be read.
      if (holders!.length === 0) return notRead();
      const builtInOff = flagOf(policy![0]?.enable_admin_account) === false;
      return {
        holders: merged(holders!, (row) => builtInOff && (row.sid ?? '').endsWith('-500')),
        unresolved: [],
        complete: true,
      };
    },
  }),
  passwordlessSudo('linux'),
  passwordlessSudo('macos'),
];
