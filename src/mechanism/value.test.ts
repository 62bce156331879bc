import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { booleanParam, choiceParam, listParam, numberParam, type Param, type ParamOrigin, textParam } from './param.ts';
import { isLaxer, saidValue, whyNotAllowed } from './value.ts';

const title = { ja: '値', en: 'Value' };
const number = (stricter: 'lower' | 'higher' | 'none' = 'lower', origin: ParamOrigin = 'fixed', en = 'minutes') =>
  numberParam({ id: 'n', title, origin, default: 10, min: 1, max: 60, unit: { ja: '分', en }, stricter });
const flag = (origin: ParamOrigin = 'fixed') =>
  booleanParam({
    id: 'b',
    title,
    origin,
    default: true,
    says: { true: { ja: '要る', en: 'required' }, false: { ja: '要らない', en: 'not required' } },
  });
const choice = choiceParam({
  id: 'c',
  title,
  origin: 'company',
  default: 'a',
  options: { a: { ja: '甲', en: 'A' }, b: { ja: '乙', en: 'B' } },
});
const text = textParam({ id: 't', title, origin: 'company', default: '', maxChars: 5 });
const list = listParam({
  id: 'l',
  title,
  origin: 'company',
  default: [],
  maxItems: 2,
  maxItemChars: 4,
  itemPattern: /^[a-zあ-ん]+$/,
  whenEmpty: { ja: 'なし', en: 'none' },
});

describe('values of the company', () => {
  const cases: [Param, readonly unknown[], readonly unknown[]][] = [
    [number(), [1, 60, 10], [0, 61, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '10', null, undefined, [10]]],
    [flag(), [true, false], ['true', 1, null, undefined]],
    [choice, ['a', 'b'], ['c', '', 'toString', '__proto__', 1, null]],
    [text, ['', '12345', 'あいうえお'], ['123456', 5, null, 'a\u0000b', 'a\ud800', 'a\u001bb', ['a']]],
    [list, [[], ['ab'], ['ab', 'あい']], [['ab', 'cd', 'ef'], ['abcde'], [''], [' '], ['AB'], ['a\u0000'], [1], 'ab', null, [null]]],
  ];
  for (const [param, good, bad] of cases) {
    it(`${param.type}: takes what lies within its bounds and says in both languages why not`, () => {
      for (const value of good) assert.equal(whyNotAllowed(param, value), null, JSON.stringify(value));
      for (const value of bad) {
        const why = whyNotAllowed(param, value);
        assert.ok(why && /[ぁ-ん]/.test(why.ja) && why.en.length > 0, JSON.stringify(value));
      }
    });
  }

  it('names the bounds', () => assert.match(whyNotAllowed(number(), 61)!.ja, /1分から60分/));

  it('knows which value asks less than the guideline does', () => {
    assert.deepEqual(
      [11, 10, 9].map((value) => isLaxer(number('lower'), value)),
      [true, false, false],
    );
    assert.deepEqual(
      [11, 10, 9].map((value) => isLaxer(number('higher'), value)),
      [false, false, true],
    );
    assert.equal(isLaxer(number('none'), 60), false);
    assert.equal(isLaxer(number('lower', 'company'), 60), false, 'what the company chooses has no laxer');
    assert.equal(isLaxer(number('lower', 'advised'), 60), true);
    assert.deepEqual([isLaxer(flag(), false), isLaxer(flag(), true), isLaxer(flag('company'), false)], [true, false, false]);
    assert.equal(isLaxer(choice, 'b') || isLaxer(text, 'x') || isLaxer(list, ['x']), false);
  });

  it('says a value as it stands in a sentence', () => {
    const said = (param: Param, value: Parameters<typeof saidValue>[1]) => Object.values(saidValue(param, value)).join(' / ');
    assert.equal(said(number(), 10), '10分 / 10 minutes');
    assert.equal(said(number(), 1), '1分 / 1 minute');
    assert.equal(said(number('lower', 'fixed', 'months of logs'), 1), '1分 / 1 month of logs');
    assert.equal(said(number('lower', 'fixed', '%'), 5), '5分 / 5%');
    assert.equal(said(flag(), false), '要らない / not required');
    assert.equal(said(choice, 'b'), '乙 / B');
    assert.equal(said(choice, 'gone'), 'gone / gone', 'an option of an older version still reads');
    assert.equal(said(list, []), 'なし / none');
    assert.equal(said(list, ['あ', 'い']), 'あ、い / あ, い');
    assert.equal(said(text, 'x'), 'x / x');
  });
});
