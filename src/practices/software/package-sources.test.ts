import { checkTester } from '../../mechanism/check-tester.ts';
import { packageSourcesCheck } from './package-sources.check.ts';

const source = (host: string | null, signed: boolean | null = true, name = `${host}_dists`) => ({ name, host, signed });
const fact = (...sources: ReturnType<typeof source>[]) => ({ sources, gatekeeper: null });
const params = { approvedPackageHosts: ['deb.debian.org', 'Archive.ubuntu.com'] };

checkTester(packageSourcesCheck, {
  pass: [
    {
      name: 'approved hosts and one below them',
      platform: 'linux',
      params,
      fact: fact(source('deb.debian.org'), source('jp.archive.ubuntu.com')),
      says: '2',
    },
    { name: 'the default list knows Debian', platform: 'linux', fact: fact(source('deb.debian.org'), source('security.debian.org')) },
    { name: 'Gatekeeper is on', platform: 'macos', fact: { sources: null, gatekeeper: true } },
  ],
  fail: [
    {
      name: 'a host that is not approved',
      platform: 'linux',
      params,
      fact: fact(source('deb.debian.org'), source('ppa.example.com')),
      says: 'ppa.example.com',
    },
    {
      name: 'a host that only ends alike',
      platform: 'linux',
      params,
      fact: fact(source('evildeb.debian.org')),
      says: 'evildeb.debian.org',
    },
    {
      name: 'an unsigned source',
      platform: 'linux',
      params,
      fact: fact(source('deb.debian.org', false, '社内リポジトリ')),
      says: '社内リポジトリ',
    },
    { name: 'an unsigned local source', platform: 'linux', params, fact: fact(source(null, false, '_srv_repo')), says: '_srv_repo' },
    { name: 'Gatekeeper is off', platform: 'macos', fact: { sources: null, gatekeeper: false } },
  ],
  unknown: [
    { name: 'a signed local source', platform: 'linux', params, fact: fact(source(null, true, '_srv_repo')), says: '_srv_repo' },
    { name: 'checking of signatures is not told', platform: 'linux', params, fact: fact(source('deb.debian.org', null)) },
    { name: 'no source at all', platform: 'linux', params, fact: fact() },
    { name: 'no host is approved yet', platform: 'linux', params: { approvedPackageHosts: [] }, fact: fact(source('deb.debian.org')) },
  ],
});
