import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer } from './question-tester.ts';
import { securityLogQuestions } from './security-log.ts';

const ask = (id: string, parts = {}) => answer(securityLogQuestions, id, parts);

describe('security-log', () => {
  const policy = [{ audit_logon_events: '3', audit_account_manage: '0', audit_policy_change: '-1' }];
  it('reads entries, policy and when a log was emptied, the newest first', () => {
    const body = ask('security-log/windows', {
      cleared: [
        { log: 'System', datetime: '2026-11-20T01:02:03.1234567Z' },
        { log: 'Security', datetime: '2026-11-21T01:02:03.1234567Z' },
        { log: 'Security', datetime: 'yesterday' },
      ],
      logons: [{ seen: '250' }],
      seen: [{ seen: '1' }],
      policy,
    });
    assert.deepEqual(body, {
      readable: true,
      logons: true,
      policy: { logon: 3, account: 0, change: null },
      cleared: [
        { log: 'Security', at: '2026-11-21T01:02:03.123Z' },
        { log: 'System', at: '2026-11-20T01:02:03.123Z' },
      ],
      windowDays: 7,
    });
  });
  it('does not take a log that it cannot read for an empty one', () => {
    const blind = ask('security-log/windows', { logons: [{ seen: '0' }], seen: [{ seen: '0' }] });
    assert.deepEqual([blind.readable, blind.logons, blind.policy.logon], [false, false, null]);
    assert.equal(ask('security-log/windows', { logons: [{ seen: '0' }], seen: [{ seen: '1' }] }).readable, true);
  });
  it('takes the size from the policy, in kilobytes, before that of the log, in bytes', () => {
    const seen = [{ seen: '9' }];
    assert.deepEqual(ask('security-log-size/windows', { seen, own: [{ data: '20971520' }] }), { maxBytes: 20_971_520 });
    assert.deepEqual(ask('security-log-size/windows', { seen, own: [{ data: '20971520' }], policy: [{ data: '196608' }] }), {
      maxBytes: 201_326_592,
    });
    assert.deepEqual(ask('security-log-size/windows', { seen }), { maxBytes: null });
    assert.equal(ask('security-log-size/windows'), 'unreadable');
  });
});
