import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cadence, Clause, ClauseType } from '../catalog/control.ts';
import { controls, slotsOf } from '../catalog/index.ts';
import { booleanParam, listParam, numberParam, type Param, type ParamValue } from '../mechanism/param.ts';
import { cadenceSaid, sentenceOf, sentencePieces, type ValueAt } from './sentence.ts';

const title = { ja: '', en: '' };
const params: Param[] = [
  numberParam({
    id: 'minutes',
    title,
    origin: 'fixed',
    default: 10,
    min: 1,
    max: 60,
    unit: { ja: '分', en: 'minutes' },
    stricter: 'lower',
  }),
  numberParam({ id: 'months', title, origin: 'fixed', default: 6, min: 1, max: 60, unit: { ja: 'か月', en: 'months' }, stricter: 'lower' }),
  listParam({
    id: 'names',
    title,
    origin: 'company',
    default: [],
    maxItems: 9,
    maxItemChars: 9,
    whenEmpty: { ja: '(未定)', en: '(none yet)' },
  }),
  booleanParam({
    id: 'needed',
    title,
    origin: 'fixed',
    default: true,
    says: { true: { ja: '要', en: 'needed' }, false: { ja: '不要', en: 'not needed' } },
  }),
];
const valueAt =
  (set: Record<string, ParamValue> = {}): ValueAt =>
  (id) => {
    const param = params.find((one) => one.id === id)!;
    return { param, value: set[id] ?? param.default };
  };
const clause = (ja: string, en: string) => ({ text: { ja, en }, type: 'item' as ClauseType }) as Clause;

describe('sentences with values', () => {
  it('cuts a sentence at its values, in the order of each language', () => {
    const one = clause('{minutes}以内に{names}で画面を閉じる。', 'With {names} the screen locks in {minutes}.');
    assert.deepEqual(sentencePieces(one, 'ja', valueAt({ names: ['甲', '乙'] })), [
      { param: 'minutes', said: '10分' },
      { text: '以内に' },
      { param: 'names', said: '甲、乙' },
      { text: 'で画面を閉じる。' },
    ]);
    assert.deepEqual(sentenceOf(one, valueAt({ minutes: 1 })), {
      ja: '1分以内に(未定)で画面を閉じる。',
      en: 'With (none yet) the screen locks in 1 minute.',
    });
  });

  it('leaves a sentence without values, or with braces that are none, as it is', () => {
    for (const text of ['値なし。', '{}と{ 1 }と{a b}。'])
      assert.deepEqual(sentencePieces(clause(text, text), 'ja', valueAt()), [{ text }]);
    assert.deepEqual(sentencePieces(clause('{minutes}', '{minutes}'), 'en', valueAt()), [{ param: 'minutes', said: '10 minutes' }]);
  });

  it('says how often', () => {
    const said = (cadence: Cadence, set = {}) => Object.values(cadenceSaid(cadence, valueAt(set))).join(' / ');
    assert.equal(said({ type: 'continuous' }), '常時 / Always');
    assert.equal(said({ type: 'periodic', everyMonths: 1 }), '1か月ごと / Every month');
    assert.equal(said({ type: 'periodic', everyMonths: 6 }), '6か月ごと / Every 6 months');
    assert.equal(said({ type: 'periodic', param: 'months' }), '6か月ごと / Every 6 months');
    assert.equal(said({ type: 'periodic', param: 'months' }, { months: 1 }), '1か月ごと / Every month');
    assert.equal(
      said({ type: 'event', on: { ja: '退職時', en: 'when somebody leaves' } }),
      '事由の発生時(退職時) / On an event (when somebody leaves)',
    );
    assert.equal(
      said({ type: 'periodic', param: 'months', on: { ja: '変更時', en: 'on a change' } }),
      '6か月ごと、変更時 / Every 6 months, on a change',
    );
    assert.equal(said({ type: 'as-needed', param: 'needed' }), '要 / needed');
  });

  it('fills every sentence and cadence of the catalogue with the defaults', () => {
    for (const control of controls) {
      const known = new Map(control.params.map((param) => [param.id, param]));
      const defaults: ValueAt = (id) => ({ param: known.get(id)!, value: known.get(id)!.default });
      for (const one of control.clauses) {
        assert.deepEqual(slotsOf(one.text.ja).toSorted(), slotsOf(one.text.en).toSorted(), one.id);
        const words = [sentenceOf(one, defaults), cadenceSaid(one.cadence, defaults)];
        for (const { ja, en } of words) assert.doesNotMatch(ja + en, /[{}]|undefined|NaN|\b1 \w+s\b|Every 1 /, `${one.id}: ${ja} / ${en}`);
      }
    }
  });
});
