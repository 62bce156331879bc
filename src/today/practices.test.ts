import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DutyToDo, type PracticeSituation, type RequestToDecide, type Situation, todayLines } from './index.ts';

const none: PracticeSituation = {
  cases: { total: 0, first: [] },
  duties: [],
  requests: { decide: [], returned: [], ending: [] },
  devices: [],
  registers: { overdue: [], differences: [], toConfirm: [] },
  changes: null,
  scans: [],
  reviews: [],
  escalated: [],
  endingExceptions: null,
  report: null,
};
const say = (text: string) => ({ ja: text, en: text });
const dated = (id: string, dueOn: string | null = null) => ({ id, title: say(`題${id}`), about: say('2026年11月分'), dueOn });
const duty = (id: string, dueOn: string | null = null, more: Partial<DutyToDo> = {}): DutyToDo => ({
  ...dated(id, dueOn),
  owner: { ja: '情報システム管理者', en: 'Information system administrator' },
  escalation: 0,
  isQuiet: false,
  ...more,
});
const asked = (id: string, dueOn: string | null = null): RequestToDecide => ({
  ...dated(id, dueOn),
  applicant: '田中 美咲',
  since: '2026-11-22',
  lapsesOn: '2026-12-22',
});
const idle: Situation = { date: '2026-11-24', leaflets: [], decision: null, administrator: null };
const lines = (practices: Partial<PracticeSituation>) => todayLines({ ...idle, practices: { ...none, ...practices } });
const ids = (practices: Partial<PracticeSituation>) => lines(practices).map(({ id }) => id);

describe('the list of today: duties, requests, registers, devices', () => {
  it('is empty where nothing waits', () => assert.deepEqual(ids({}), []));

  it('puts what is overdue first, whatever it is, and leads to where it is done', () => {
    const found = lines({
      duties: [duty('a', '2026-11-30'), duty('b', '2026-11-20')],
      requests: { ...none.requests, decide: [asked('c', '2026-11-25')] },
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

  it('tells a named developer of findings, of a missing report, and folds many targets', () => {
    const target = (id: string, more: object = {}) => ({ id, name: `対象${id}`, open: 0, overdue: 0, toConfirm: 0, ...more });
    const [first, second] = lines({ scans: [target('a', { open: 3, overdue: 1, toConfirm: 2 }), target('b')] });
    assert.deepEqual([first!.id, first!.to, first!.act.ja], ['scan-a', '/scans/targets/a', '指摘を見る']);
    assert.match(first!.why.ja, /3件あります\(うち期限超過1件\).*2件/);
    assert.equal(second!.title.ja, '「対象b」の診断結果を取り込む');
    const many = lines({ scans: ['1', '2', '3', '4', '5', '6'].map((id) => target(id)) });
    assert.deepEqual([many.length, many[3]!.title.ja, many[3]!.to], [4, 'ほかの担当する診断の対象 3件', '/scans']);
  });

  it('tells who was handed lines of a review how many wait, and folds many reviews', () => {
    const review = (id: string, count: number) => ({ id, number: `REV-${id}`, label: { ja: '特権', en: 'Privileges' }, lines: count });
    const [two, one] = lines({ reviews: [review('1', 2), review('2', 1)] });
    assert.deepEqual([two!.id, two!.to, two!.dueOn], ['review-1', '/reviews/1', null]);
    assert.equal(two!.title.ja, '権限の見直し REV-1「特権」の2行を判断する');
    assert.deepEqual(
      [two!.title.en, one!.title.en],
      ['Decide 2 lines of review REV-1: “Privileges”', 'Decide a line of review REV-2: “Privileges”'],
    );
    assert.equal(ids({ reviews: ['1', '2', '3', '4'].map((id) => review(id, 1)) }).length, 4);
    const many = lines({ reviews: ['1', '2', '3', '4', '5'].map((id) => review(id, 1)) });
    assert.deepEqual([many.length, many[3]!.title.ja, many[3]!.to], [4, 'ほかの、あなたの判断を待つ権限の見直し 2件', '/reviews']);
  });

  it('keeps a list a list: three of a sort, and the rest in one line that leads to all', () => {
    const five = ['1', '2', '3', '4', '5'].map((id) => duty(id));
    assert.deepEqual(ids({ duties: five }), ['duty-1', 'duty-2', 'duty-3', 'duties-rest']);
    assert.equal(lines({ duties: five })[3]!.title.ja, 'ほかの定期業務 2件');
    assert.deepEqual(ids({ duties: five.slice(0, 4) }).length, 4, 'no line that stands for one other');
    const late = [...five, duty('6', '2026-11-10'), duty('7', '2026-11-12')];
    const rest = lines({ duties: late }).find(({ id }) => id === 'duties-rest')!;
    assert.deepEqual([rest.title.ja, rest.dueOn, rest.isOverdue], ['ほかの定期業務 4件(うち期限超過 2件)', '2026-11-10', true]);
  });

  it('says what happens if nobody does anything, by how far it went', () => {
    const why = (dueOn: string, escalation: number) => lines({ duties: [duty('a', dueOn, { escalation })] })[0]!.why.ja;
    assert.match(why('2026-11-30', 0), /期限までに行わないと/);
    assert.match(why('2026-11-20', 0), /このままだと委員会へ/);
    assert.match(why('2026-11-10', 1), /このままだとトップマネジメントへ/);
    assert.match(why('2026-11-02', 2), /行うまで、関係する項は不適合のまま/);
    const [decide] = lines({ requests: { ...none.requests, decide: [asked('c')] } });
    assert.equal(decide!.why.ja, '田中 美咲さんの題cです。2026-11-22から待っています。2026-12-22までに決めないと失効します。');
  });

  it('asks whether nothing happened in one line, unless there is one such question only', () => {
    const quiet = ['1', '2', '3'].map((id) => duty(id, '2026-11-30', { isQuiet: true }));
    assert.deepEqual(
      lines({ duties: [...quiet, duty('a')] }).map(({ id, to }) => [id, to]),
      [
        ['duties-quiet', '/duties?view=quiet'],
        ['duty-a', '/duties/a'],
      ],
    );
    assert.deepEqual(ids({ duties: quiet.slice(0, 1) }), ['duty-1']);
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
      'registers-overdue',
      'registers-differences',
      'confirm',
    ]);
    const differences = [register('x/y', 3), register('a/b', 4)];
    const [apart] = lines({ registers: { ...none.registers, differences } });
    assert.deepEqual([apart!.title.ja, apart!.to], ['台帳と測定の差異を片付ける(2冊、7件)', '/registers?show=attention']);
    assert.equal(lines({ registers: { ...none.registers, toConfirm } })[0]!.to, '/registers/a/b');
    const two = [...toConfirm, { id: 'c/d', title: say('台帳') }];
    assert.equal(lines({ registers: { ...none.registers, toConfirm: two } })[0]!.to, '/registers?show=attention');
  });

  it('shows cases that wait for an act, what can be done once, and the rest in one line', () => {
    const one = (id: string) => ({
      id,
      kind: { ja: '変更', en: 'change' },
      number: `CHG-${id}`,
      label: 'ルータの更新',
      state: { ja: '試験済み', en: 'Tested' },
      does: [
        { ja: '適用を記録する', en: 'record the application' },
        { ja: '適用を記録する', en: 'record the application' },
        { ja: '元に戻す', en: 'undo it' },
      ],
      since: '2026-11-20',
    });
    const [line] = lines({ cases: { total: 1, first: [one('1')] } });
    assert.equal(line!.title.ja, '変更 CHG-1「ルータの更新」を進める');
    assert.equal(line!.why.ja, '2026-11-20から「試験済み」のまま、あなたの「適用を記録する」か「元に戻す」を待っています。');
    assert.deepEqual([line!.to, line!.dueOn], ['/cases/1', null]);
    const first = ['1', '2', '3', '4'].map(one);
    assert.equal(ids({ cases: { total: 4, first } }).length, 4);
    assert.deepEqual(ids({ cases: { total: 70, first } }), ['case-1', 'case-2', 'case-3', 'cases-rest']);
    const rest = lines({ cases: { total: 70, first } }).at(-1)!;
    assert.deepEqual([rest.title.ja, rest.to], ['ほかの、あなたの対応を待つ案件 67件', '/cases?waiting=true']);
  });

  it('shows the committee what went up and what ends, and management one page', () => {
    const escalated = [duty('u', '2026-11-02', { escalation: 1 })];
    const found = lines({ escalated, endingExceptions: { count: 3, soonest: '2026-12-04' }, report: '2026-10' });
    assert.deepEqual(
      found.map(({ id }) => id),
      ['escalated-u', 'exceptions', 'report-2026-10'],
    );
    assert.equal(
      found[0]!.why.ja,
      '情報システム管理者が、期限から22日たっても行っていません。このままだとトップマネジメントへ上申されます。',
    );
    assert.equal(found[1]!.to, '/registers/exceptions/exceptions?sort=approvedUntil');
    assert.equal(lines({ report: '2026-10' })[0]!.title.ja, '2026年10月の状況を読む');
  });
});
