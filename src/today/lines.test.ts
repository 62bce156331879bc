import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AdministratorSituation, type Situation, todayLines } from './index.ts';

const quiet: AdministratorSituation = {
  interview: { answered: 40, total: 40 },
  draft: { stops: 0, changes: 0, isSubmitted: false, isInForce: true },
  recommendations: 0,
  staff: 12,
  leaflets: [{ title: { ja: '全員', en: 'Everyone' }, isToSend: false, overdue: 0, newcomers: 0 }],
  notices: 0,
  devices: { conflicts: 0, silent: 0 },
  failingChecks: 0,
};
const idle: Situation = { date: '2026-11-24', leaflets: [], decision: null, administrator: null };
const ids = (situation: Partial<Situation>) => todayLines({ ...idle, ...situation }).map(({ id }) => id);
const admin = (now: Partial<AdministratorSituation>) => ids({ administrator: { ...quiet, ...now } });

describe('the list of today', () => {
  it('is empty where nothing waits', () => {
    assert.deepEqual(ids({}), []);
    assert.deepEqual(admin({}), []);
  });

  it('puts what is overdue first, then what has a date, then the rest', () => {
    const title = { ja: '全員のしおり', en: 'Leaflet for everyone' };
    const lines = todayLines({
      date: '2026-11-24',
      leaflets: [
        { title, dueOn: '2026-12-01' },
        { title, dueOn: '2026-11-20' },
      ],
      decision: { id: 'x', number: '1.1', effectiveOn: '2026-11-30' },
      administrator: { ...quiet, failingChecks: 2 },
    });
    assert.deepEqual(
      lines.map(({ id, isOverdue }) => [id, isOverdue]),
      [
        ['leaflet-1', true],
        ['decision', false],
        ['leaflet-0', false],
        ['checks', false],
      ],
    );
    assert.equal(lines[1]!.to, '/procedures/versions/x');
  });

  it('leads a new administrator from the questions to the submission, one step at a time', () => {
    const fresh = { isSubmitted: false, isInForce: false, changes: 0 };
    assert.deepEqual(admin({ interview: { answered: 3, total: 40 }, draft: { ...fresh, stops: 4 }, staff: 0 }), ['interview']);
    assert.deepEqual(admin({ draft: { ...fresh, stops: 4 }, staff: 0 }), ['stops']);
    assert.deepEqual(admin({ draft: { ...fresh, stops: 0 }, staff: 0 }), ['submit']);
    assert.deepEqual(admin({ draft: { ...fresh, stops: 0, isSubmitted: true }, staff: 0, recommendations: 2 }), []);
    assert.deepEqual(admin({ draft: { ...quiet.draft, changes: 2 } }), ['submit']);
    assert.deepEqual(admin({ staff: 0 }), ['staff']);
  });

  it('names what only a person can settle', () => {
    const [everyone] = quiet.leaflets;
    assert.deepEqual(admin({ leaflets: [{ ...everyone!, isToSend: true, overdue: 3 }] }), ['send-Everyone']);
    assert.deepEqual(admin({ leaflets: [{ ...everyone!, overdue: 3, newcomers: 1 }] }), ['overdue-Everyone', 'newcomers-Everyone']);
    assert.deepEqual(admin({ devices: { conflicts: 1, silent: 2, oldAgents: 3 }, notices: 4, recommendations: 1, failingChecks: 5 }), [
      'conflicts',
      'notices',
      'recommendations',
      'checks',
      'silent',
      'old-agents',
    ]);
  });
});
