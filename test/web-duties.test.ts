import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sheet } from '../web/src/api/duties-types.ts';
import type { FieldView } from '../web/src/api/mechanism-types.ts';
import { dutySearch } from '../web/src/duties/address.ts';
import { addMonths, daysBetween, daysOf, endOfWeek, lastDayOf, weekdayOf, whenOf } from '../web/src/duties/days.ts';
import { dropDraft, emptyDraft, type Keeping, keepDraft, readDraft } from '../web/src/duties/draft.ts';
import { draftOfValues, lacksFile, missingFields, recordFields, valuesOf } from '../web/src/duties/record-fields.ts';
import { changedSections, needsALook } from '../web/src/duties/sheet-changes.ts';

describe('duties: addresses', () => {
  it('take what they know and leave out the rest', () => {
    assert.deepEqual(
      dutySearch({ view: 'month', month: '2026-11', who: 'all', state: 'overdue', q: '復元', from: '2026-11-01', offset: '50' }),
      {
        view: 'month',
        month: '2026-11',
        who: 'all',
        state: 'overdue',
        q: '復元',
        from: '2026-11-01',
        offset: 50,
      },
    );
    const wrong = {
      view: 'day',
      month: '2026-13',
      year: '26',
      who: 'nobody',
      state: 'constructor',
      from: '2026-02-30',
      to: 'x',
      q: '',
      offset: -1,
    };
    assert.deepEqual(dutySearch(wrong), {});
  });
});

describe('duties: days', () => {
  it('count without a time zone, over the end of February in a leap year', () => {
    assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2);
    assert.equal(daysBetween('2026-11-30', '2026-11-22'), -8);
    assert.equal(lastDayOf('2028-02'), '2028-02-29');
    assert.equal(daysOf('2026-02').length, 28);
    assert.equal(addMonths('2026-01', -1), '2025-12');
    assert.equal(addMonths('2026-11', 14), '2028-01');
  });
  it('end a week on its Sunday', () => {
    assert.equal(weekdayOf('2026-11-22'), 0);
    assert.equal(endOfWeek('2026-11-22'), '2026-11-22');
    assert.equal(endOfWeek('2026-11-23'), '2026-11-29');
  });
  it('put what is late first, whatever the reader’s clock says', () => {
    assert.equal(whenOf({ state: 'overdue', dueOn: '2026-12-10' }, '2026-11-23'), 'overdue');
    assert.equal(whenOf({ state: 'open', dueOn: '2026-11-29' }, '2026-11-23'), 'thisWeek');
    assert.equal(whenOf({ state: 'open', dueOn: '2026-11-30' }, '2026-11-23'), 'later');
  });
});

const storage = (): Keeping & { kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};

describe('duties: what is being written', () => {
  it('survives a reload, belongs to one account, and goes once it is recorded', () => {
    const tab = storage();
    const draft = { ...emptyDraft('a'.repeat(64)), remark: '髙﨑さんに確認', result: 'problem' as const };
    keepDraft(tab, 'one', 'occurrence', draft);
    assert.deepEqual(readDraft(tab, 'one', 'occurrence'), draft);
    assert.equal(readDraft(tab, 'other', 'occurrence'), null);
    dropDraft(tab, 'one', 'occurrence');
    assert.equal(readDraft(tab, 'one', 'occurrence'), null);
  });
  it('is nothing where the storage holds rubbish, is full or forbidden', () => {
    const tab = storage();
    for (const rubbish of [
      '{',
      '[]',
      '"x"',
      '{"remark":1}',
      '{"remark":"","record":null,"pending":[]}',
      '{"remark":"","record":{},"pending":{}}',
    ]) {
      tab.kept.set('tejun.duty.one.occurrence', rubbish);
      assert.equal(readDraft(tab, 'one', 'occurrence'), null, rubbish);
    }
    const full: Keeping = {
      ...storage(),
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    keepDraft(full, 'one', 'occurrence', emptyDraft(null));
    assert.equal(readDraft(null, 'one', 'occurrence'), null);
  });
});

const nothing = { requiredWhen: null, hint: null, options: null, unit: null, min: null, max: null, maxChars: null, register: null };
const files: FieldView = { ...nothing, id: 'files', title: { ja: '戻したファイル', en: 'Files' }, type: 'number', required: true };

describe('duties: the record', () => {
  it('asks for result and remark beside the duty’s own fields, under names that no field has', () => {
    assert.deepEqual(
      recordFields([{ ...files, id: 'result' }], emptyDraft(null), String).map(({ id }) => id),
      ['result', '$result', '$remark'],
    );
    const draft = draftOfValues(emptyDraft(null), { files: 3, $result: 'in-order', $remark: 'よい' });
    assert.deepEqual([draft.record, draft.result, draft.remark], [{ files: 3 }, 'in-order', 'よい']);
    assert.deepEqual(valuesOf(draft), { files: 3, $result: 'in-order', $remark: 'よい' });
    assert.equal(draftOfValues(draft, { $result: 'constructor' }).result, null);
  });
  it('says what is missing: words for a problem, and nothing of the form where there was no case', () => {
    const draft = emptyDraft(null);
    assert.deepEqual(missingFields([files], draft), ['files', '$result']);
    assert.deepEqual(missingFields([files], { ...draft, record: { files: 0 }, result: 'in-order' }), []);
    assert.deepEqual(missingFields([files], { ...draft, record: { files: 2 }, result: 'problem' }), ['$remark']);
    assert.deepEqual(missingFields([files], { ...draft, result: 'no-case' }), []);
  });
  it('asks for the file that is needed, unless there was no case', () => {
    const draft = { ...emptyDraft(null), result: 'in-order' as const };
    assert.equal(lacksFile('needed', draft, 0), true);
    assert.equal(lacksFile('needed', draft, 1), false);
    assert.equal(lacksFile('possible', draft, 0), false);
    assert.equal(lacksFile('needed', { ...draft, result: 'no-case' }, 0), false);
  });
});

const section = (ja: string, summary: string, verdict: 'pass' | 'fail' | null = 'pass') => ({
  title: { ja, en: ja },
  to: null,
  verdict,
  summary: { ja: summary, en: summary },
  columns: [],
  rows: [],
  more: 0,
});
const sheet = (...sections: Sheet['sections']): Sheet => ({ preparedAt: '', since: null, sections, digest: '' });

describe('duties: a sheet that changed meanwhile', () => {
  it('names the sections that say something else, new ones too', () => {
    const before = sheet(section('点検', '不適合0台'), section('台帳', '34件'));
    const now = sheet(section('点検', '不適合1台', 'fail'), section('台帳', '34件'), section('申請', '1件'));
    assert.deepEqual([...changedSections(before, now)], ['点検', '申請']);
    assert.deepEqual([...changedSections(before, before)], []);
  });
  it('is worth a second look where anything on it is not in order', () => {
    assert.equal(needsALook(sheet(section('点検', ''), section('台帳', '', 'fail'))), true);
    assert.equal(needsALook(sheet(section('点検', '', null))), false);
    assert.equal(needsALook(null), false);
  });
});
