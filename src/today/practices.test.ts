import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type PracticeSituation, type Situation, todayLines } from './index.ts';

const none: PracticeSituation = {
  duties: [],
  requests: { decide: [], returned: [], ending: [] },
  devices: [],
  registers: { overdue: [], differences: [], toConfirm: [] },
  escalated: [],
  endingExceptions: 0,
  report: null,
};
const say = (text: string) => ({ ja: text, en: text });
const dated = (id: string, dueOn: string | null = null) => ({ id, title: say(`題${id}`), about: say('2026年11月分'), dueOn });
const idle: Situation = { date: '2026-11-24', leaflets: [], decision: null, administrator: null };
const lines = (practices: Partial<PracticeSituation>) => todayLines({ ...idle, practices: { ...none, ...practices } });
const ids = (practices: Partial<PracticeSituation>) => lines(practices).map(({ id }) => id);

describe('the list of today: duties, requests, registers, devices', () => {
  it('is empty where nothing waits', () => assert.deepEqual(ids({}), []));

  it('puts what is overdue first, whatever it is, and leads to where it is done', () => {
    const found = lines({
      duties: [dated('a', '2026-11-30'), dated('b', '2026-11-20')],
      requests: { ...none.requests, decide: [dated('c', '2026-11-25')] },
    });
    assert.deepEqual(
      found.map(({ id, isOverdue, to }) => [id, isOverdue, to]),
      [
        ['duty-b', true, '/duties/b'],
        ['decide-c', false, '/requests/c'],
        ['duty-a', false, '/duties/a'],
      ],
    );
  });

  it('keeps a list a list: three of a sort, and the rest in one line that leads to all', () => {
    const five = ['1', '2', '3', '4', '5'].map((id) => dated(id));
    assert.deepEqual(ids({ duties: five }), ['duty-1', 'duty-2', 'duty-3', 'duties-rest']);
    assert.equal(lines({ duties: five })[3]!.title.ja, 'ほかの定期業務 2件');
    assert.deepEqual(ids({ duties: five.slice(0, 4) }).length, 4, 'no line that stands for one other');
  });

  it('shows an employee the own device with what is wrong, and what came back', () => {
    const found = lines({
      devices: [{ id: 'd', name: 'keiri-01', failing: 2, example: say('ディスクが暗号化されていません') }],
      requests: { ...none.requests, returned: [dated('r')], ending: [dated('e', '2026-12-01')] },
    });
    assert.deepEqual(
      found.map(({ id }) => id),
      ['ending-e', 'returned-r', 'device-d'],
    );
    assert.deepEqual([found[2]!.to, found[2]!.why.ja], ['/my-devices#d', 'ディスクが暗号化されていません']);
  });

  it('shows who keeps registers what makes them fail, and one line for what is to be confirmed', () => {
    const register = (id: string, count: number) => ({ id, title: say('端末台帳'), count });
    const toConfirm = [{ id: 'a/b', title: say('台帳') }];
    assert.deepEqual(ids({ registers: { overdue: [register('x/y', 2)], differences: [register('x/y', 3)], toConfirm } }), [
      'overdue-x/y',
      'differences-x/y',
      'confirm',
    ]);
    assert.equal(lines({ registers: { ...none.registers, toConfirm } })[0]!.to, '/registers/a/b');
    const two = [...toConfirm, { id: 'c/d', title: say('台帳') }];
    assert.equal(lines({ registers: { ...none.registers, toConfirm: two } })[0]!.to, '/registers?show=attention');
  });

  it('shows the committee what went up and what ends, and management one page', () => {
    assert.deepEqual(ids({ escalated: [dated('u', '2026-11-02')], endingExceptions: 3, report: '2026-10' }), [
      'escalated-u',
      'exceptions',
      'report-2026-10',
    ]);
    assert.equal(lines({ report: '2026-10' })[0]!.title.ja, '2026年10月の状況を読む');
  });
});
