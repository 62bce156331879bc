import { checkTester } from '../../mechanism/check-tester.ts';
import { keyFileMode } from './key-file-mode.check.ts';

const file = (mode: string | null, group = 'root', path = '/etc/ssl/private/server.key') => ({ path, mode, group });

checkTester(keyFileMode, {
  pass: [
    { name: 'owner only', platform: 'linux', fact: { files: [file('0600'), file('0400')] }, says: '2' },
    { name: 'ssl-cert may read (Debian)', platform: 'linux', fact: { files: [file('0640', 'ssl-cert')] } },
    { name: 'ssh_keys may read (Red Hat)', platform: 'linux', fact: { files: [file('0640', 'ssh_keys', '/etc/ssh/ssh_host_rsa_key')] } },
    { name: 'no file', platform: 'macos', fact: { files: [] } },
  ],
  fail: [
    { name: 'the world may read', platform: 'linux', fact: { files: [file('0644')] }, says: '0644' },
    { name: 'another group may read', platform: 'linux', fact: { files: [file('0640', 'users')] }, says: 'users' },
    { name: 'ssl-cert may write', platform: 'linux', fact: { files: [file('0660', 'ssl-cert')] } },
    { name: 'the world may read beside ssl-cert', platform: 'linux', fact: { files: [file('0644', 'ssl-cert')] } },
    {
      name: 'a person’s key',
      platform: 'macos',
      fact: { files: [file(null), file('0604', 'staff', '/Users/山田/.ssh/id_rsa')] },
      says: '山田',
    },
  ],
  unknown: [{ name: 'mode not told', platform: 'linux', fact: { files: [file('0600'), file(null)] }, says: 'server.key' }],
});
