import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { responseTime } from '../../facts/response-time.ts';
import { checkTester } from '../../mechanism/check-tester.ts';
import { answersInTime } from './response-time.check.ts';

type Service = Parameters<typeof responseTime.sameAs>[0]['services'][number];
const service = (more: Partial<Service> = {}): Service => ({
  name: '販売管理',
  state: 'up',
  p95Ms: 120,
  limitMs: null,
  levelMs: 2000,
  ...more,
});
const fact = (...services: Service[]) => ({ services });

checkTester(answersInTime, {
  pass: [
    { name: 'fast', platform: 'linux', fact: fact(service()), says: '120' },
    { name: 'one below the level', platform: 'windows', fact: fact(service({ p95Ms: 1999 })), says: '2000' },
    { name: 'slow, but within its own level', platform: 'linux', fact: fact(service({ p95Ms: 4000, limitMs: 5000 })), says: '5000' },
  ],
  fail: [
    { name: 'exactly at the level', platform: 'linux', fact: fact(service({ p95Ms: 2000 })), says: '2000' },
    { name: 'beyond its own level', platform: 'linux', fact: fact(service({ p95Ms: 300, limitMs: 200 })), says: '200' },
    { name: 'down', platform: 'macos', fact: fact(service(), service({ name: 'wiki', state: 'down', p95Ms: null })), says: 'wiki' },
  ],
  unknown: [
    { name: 'nobody named a service', platform: 'linux', fact: fact(), says: '2000' },
    {
      name: 'nobody looked',
      platform: 'linux',
      fact: fact(service(), service({ name: 'wiki', state: 'silent', p95Ms: null })),
      says: 'wiki',
    },
  ],
});

describe('a response time', () => {
  it('says the same while it moves on one side of its level', () => {
    const same = (a: number, b: number) => responseTime.sameAs(fact(service({ p95Ms: a })), fact(service({ p95Ms: b })));
    assert.equal(same(120, 150), true);
    assert.equal(same(120, 170), false);
    assert.equal(same(1990, 2000), false);
    assert.equal(same(5, 11), true);
  });
});
