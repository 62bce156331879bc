import { checkTester } from '../../mechanism/check-tester.ts';
import { listeningPortsCheck } from './listening-ports.check.ts';

const params = { allowedInboundPorts: ['22', '443'] };
const ports = (...list: [number | null, string][]) => ({ ports: list.map(([port, program]) => ({ port, program })) });

checkTester(listeningPortsCheck, {
  pass: [
    { name: 'only allowed ones', platform: 'linux', params, fact: ports([22, 'sshd'], [443, 'nginx']), says: '443' },
    { name: 'none', platform: 'macos', params, fact: ports() },
    { name: 'a port written with a leading zero', platform: 'linux', params: { allowedInboundPorts: ['022'] }, fact: ports([22, 'sshd']) },
  ],
  fail: [
    { name: 'file sharing', platform: 'windows', params, fact: ports([445, 'System']), says: '445 (System)' },
    { name: 'one above an allowed one', platform: 'linux', params, fact: ports([444, 'nginx']), says: '444' },
    { name: 'the highest port', platform: 'linux', params, fact: ports([65535, '会計サーバ']), says: '会計サーバ' },
    { name: 'no name, beside one that cannot be read', platform: 'linux', params, fact: ports([null, 'x'], [8080, '']), says: '8080' },
    { name: 'nothing is allowed', platform: 'linux', params: { allowedInboundPorts: [] }, fact: ports([22, 'sshd']), says: '22' },
  ],
  unknown: [{ name: 'a number that cannot be read', platform: 'linux', params, fact: ports([22, 'sshd'], [null, 'nginx']), says: 'nginx' }],
});
