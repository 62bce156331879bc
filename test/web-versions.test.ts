import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareSearch, rulesSearch } from '../web/src/shell/addresses.ts';
import { inWhole } from '../web/src/versions/diff-layout.ts';
import { holds, marksIn, wordsOf } from '../web/src/versions/find.ts';
import { controlNumber, emptyRow, merge, type RowDraft, readPasted, rowFault } from '../web/src/versions/paste.ts';
import { baseOf } from '../web/src/versions/standing.ts';

/** What of the pages about versions can be held without a browser. */
describe('web: lines pasted from a spreadsheet', () => {
  it('reads five columns, leaves out the headings, and keeps line breaks within a cell', () => {
    const text = '管理策\t名称\t適用\t理由\t場所\r\nA.5.1\t方針群\t適用\t\t総務部\r\n7.03\t"施設の\n""鍵"""\t適用外\t事業所がない\t\r\n';
    assert.deepEqual(readPasted(text), {
      rows: [
        { control: 'A.5.1', title: '方針群', applicable: true, reason: '', where: '総務部' },
        { control: 'A.7.3', title: '施設の\n"鍵"', applicable: false, reason: '事業所がない', where: '' },
      ],
      faults: [],
    });
  });

  it('reports a line that names no control of A.5 to A.7, with its number', () => {
    const { rows, faults } = readPasted('A.5.1\t方針\nA.8.1\t端末\n\nA.9.1\t別の章\nただの文');
    assert.deepEqual(
      rows.map((row) => row.control),
      ['A.5.1'],
    );
    assert.deepEqual(
      faults.map((fault) => fault.line),
      [2, 4, 5],
    );
  });

  it('takes a control as not applicable only where the cell clearly says no', () => {
    const applicable = (cell: string) => readPasted(`A.6.1\t選考\t${cell}`).rows[0]?.applicable;
    for (const no of ['適用外', '×', 'Ｎ', 'No', 'false', '対象外', '0']) assert.equal(applicable(no), false, no);
    for (const yes of ['', '適用', '○', 'はい', 'yes', '一部適用外']) assert.equal(applicable(yes), true, yes);
  });

  it('writes one number for one control', () => {
    for (const typed of ['Ａ．５．１', 'a.5.1', ' 5.1', 'A5.01', 'A.5.1']) assert.equal(controlNumber(typed), 'A.5.1', typed);
    assert.equal(controlNumber('8.1'), '8.1');
  });

  it('never throws and never invents a row, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', '.', '5', '1', '\t', '\n', '"', '=', 'x', '適') }), (text) => {
        for (const row of readPasted(text).rows) assert.match(row.control, /^A\.[5-7]\.\d{1,2}$/);
      }),
    );
  });

  it('puts pasted rows over those of the same number, in the order of the annex', () => {
    const row = (control: string, title: string): RowDraft => ({ ...emptyRow, control, title });
    assert.deepEqual(
      merge([row('A.7.1', '旧'), row('', '空'), row('A.5.10', '十')], [row('A.5.2', '二'), row('A.7.1', '新')]).map((each) => each.title),
      ['二', '十', '新'],
    );
  });

  it('says what is missing in a row', () => {
    const row = { control: 'A.5.1', title: '方針群', applicable: true, reason: '', where: '総務部' };
    assert.equal(rowFault(row, [row]), null);
    assert.equal(rowFault({ ...row, control: '' }, []), 'needControl');
    assert.equal(rowFault({ ...row, control: 'A.8.1' }, []), 'wrongControl');
    assert.equal(rowFault(row, [row, { ...row }]), 'twice');
    assert.equal(rowFault({ ...row, title: ' ' }, []), 'needTitle');
    assert.equal(rowFault({ ...row, applicable: false }, []), 'needReason');
    assert.equal(rowFault({ ...row, where: '' }, []), 'needWhere');
    assert.equal(rowFault({ ...row, where: '長'.repeat(401) }, []), 'tooLong');
  });
});

describe('web: searching in the procedures', () => {
  it('finds full and half width, capitals and half-width kana alike', () => {
    for (const [query, text] of [
      ['ﾊﾟｽﾜｰﾄﾞ', '長いパスワードを使う'],
      ['ｕｓｂ', 'USBメモリを使わない'],
      ['10分', '１０分以内'],
      ['無線 LAN', '無線のＬＡＮ'],
    ] as const) {
      assert.ok(holds(text, wordsOf(query)), query);
    }
    assert.ok(!holds('無線のLAN', wordsOf('無線 有線')));
  });

  it('marks exactly what was found, in the spelling of the text', () => {
    assert.deepEqual(marksIn('長いﾊﾟｽﾜｰﾄﾞと𠮷', wordsOf('パスワード 𠮷')), [
      { text: '長い', hit: false },
      { text: 'ﾊﾟｽﾜｰﾄﾞ', hit: true },
      { text: 'と', hit: false },
      { text: '𠮷', hit: true },
    ]);
  });

  it('loses no character of the text, whatever is looked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 3 }), (text, query) => {
        const marks = marksIn(text, wordsOf(query));
        assert.equal(marks.map((mark) => mark.text).join(''), text);
      }),
    );
  });
});

describe('web: marks in a comparison', () => {
  const same = (text: string) => ({ kind: 'same', text }) as const;
  const added = (text: string) => ({ kind: 'added', text }) as const;
  const removed = (text: string) => ({ kind: 'removed', text }) as const;
  it('shows two texts whole where hardly a word of them is the same', () => {
    assert.deepEqual(inWhole([removed('私有の'), same('端末'), removed('を許す場合の手順'), added('だけを使うこと')]), {
      before: '私有の端末を許す場合の手順',
      after: '端末だけを使うこと',
    });
  });
  it('marks words where most stay, and where a text came or went as a whole', () => {
    assert.equal(inWhole([same('画面を10分以内に'), removed('閉じる'), added('ロックする')]), null);
    assert.equal(inWhole([added('新しい項')]), null);
    assert.equal(inWhole([removed('なくなった項')]), null);
    assert.equal(inWhole([same('同じ')]), null);
  });
});

describe('web: which version another stands on', () => {
  const version = (id: string, submittedAt: string, effectiveFrom: string | null) => ({ id, submittedAt, effectiveFrom });
  const first = version('1.0', '2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z');
  const returned = version('1.1a', '2026-05-01T00:00:00.000Z', null);
  const second = version('1.1', '2026-06-01T00:00:00.000Z', null);
  it('is the newest approved one before it, never one that was sent back', () => {
    assert.equal(baseOf(second, [second, returned, first]), first);
    assert.equal(baseOf(first, [second, returned, first]), null);
  });
});

describe('web: addresses of comparisons and of a past day', () => {
  it('leaves out what cannot be shown', () => {
    assert.deepEqual(compareSearch({ from: 'sample', to: 'draft', show: 'everything', chapter: '8.1' }), {
      from: 'sample',
      to: 'draft',
      chapter: '8.1',
    });
    assert.deepEqual(rulesSearch({ at: '2026-5-1', q: '鍵' }), { q: '鍵' });
    assert.deepEqual(rulesSearch({ at: '2026-05-01' }), { at: '2026-05-01' });
  });
});
