import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as contract from '../src/api/contract-procedures.ts';
import { allParams, controls } from '../src/catalog/index.ts';
import type { DraftClause, Procedures } from '../web/src/api/procedure-types.ts';
import * as draft from '../web/src/procedures/clause-draft.ts';
import { isLaxerThanSample } from '../web/src/procedures/laxer.ts';
import { nextStepOf, placeOf } from '../web/src/procedures/next-step.ts';
import { cut, slotFor, slotNames, toKept, toWritten, unknownIn } from '../web/src/procedures/slots.ts';
import { Unsaved } from '../web/src/procedures/unsaved.ts';
import { wordDiff } from '../web/src/procedures/word-diff.ts';

const inLanguage = (language: 'ja' | 'en') => slotNames(allParams.map(({ id, title }) => ({ id, title: title[language] })));
const names: draft.Names = { ja: inLanguage('ja'), en: inLanguage('en') };
const known = new Set(allParams.map(({ id }) => id));
const words = (ja: string, en = '') => ({ ja, en });

describe('editor: values inside a text', () => {
  it('shows every sentence of the sample under titles and keeps it under ids, without a loss', () => {
    for (const clause of controls.flatMap((control) => control.clauses)) {
      for (const language of ['ja', 'en'] as const) {
        const written = toWritten(clause.text[language], names[language]);
        assert.equal(toKept(written, names[language]), clause.text[language], clause.id);
        assert.deepEqual(unknownIn(written, names[language]), [], clause.id);
      }
    }
  });
  it('says the title of a value, not its id', () => {
    const title = allParams.find(({ id }) => id === 'screenLockMinutes')!.title.ja;
    assert.equal(slotFor('screenLockMinutes', names.ja), `{${title}}`);
    assert.equal(toWritten('席を離れて{screenLockMinutes}以内', names.ja), `席を離れて{${title}}以内`);
  });
  it('leaves ids where two values share a title, or a title could be taken for an id', () => {
    const both = slotNames([
      { id: 'first', title: '期限' },
      { id: 'second', title: '期限' },
      { id: 'third', title: 'first' },
      { id: 'fourth', title: '{x}' },
    ]);
    for (const id of ['first', 'second', 'third', 'fourth']) {
      assert.equal(toWritten(`{${id}}`, both), `{${id}}`);
      assert.equal(toKept(`{${id}}`, both), `{${id}}`);
    }
    assert.equal(toKept('{期限}', both), '{期限}');
  });
  it('loses nothing that a person typed, whatever the braces', () => {
    const typed = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('{', '}', '{}', '{{', '{screenLockMinutes}', '{screenlockminutes}', '{ 値 }', '\n', '𠮷')),
    );
    fc.assert(
      fc.property(typed, (parts) => {
        const text = parts.join('');
        const pieces = cut(text, known);
        assert.equal(pieces.map((piece) => ('text' in piece ? piece.text : `{${piece.param}}`)).join(''), text);
        assert.ok(pieces.every((piece) => !('param' in piece) || known.has(piece.param)));
        assert.equal(toKept(toWritten(toKept(text, names.ja), names.ja), names.ja), toKept(text, names.ja));
      }),
    );
  });
  it('points at braces that name no value', () => {
    assert.deepEqual(unknownIn('{画面}と{screenLockMinutes}と{画面}', names.ja), ['{画面}']);
  });
});

describe('editor: words that changed', () => {
  it('holds both texts, always', () => {
    const text = fc
      .array(fc.constantFrom('端末', 'を', '10分', '以内に', 'ロックする', '。', ' ', 'lock', '\n', '𠮷'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), (before, after) => {
        const marks = wordDiff(before, after);
        const of = (kind: 'added' | 'removed') =>
          marks
            .filter((mark) => mark.kind === 'same' || mark.kind === kind)
            .map((mark) => mark.text)
            .join('');
        assert.equal(of('removed'), before);
        assert.equal(of('added'), after);
      }),
    );
  });
  it('marks the words, not the whole sentence', () => {
    assert.deepEqual(
      wordDiff('席を離れて10分以内にロックする。', '席を離れて15分以内にロックする。').filter((mark) => mark.kind !== 'same'),
      [
        { kind: 'removed', text: '10' },
        { kind: 'added', text: '15' },
      ],
    );
  });
  it('stays quick with the longest texts', () => {
    const long = Array.from({ length: draft.textCharsMax / 2 }, (_, index) => `${index % 7}語`).join('');
    const begun = performance.now();
    wordDiff(long, [...long].reverse().join(''));
    assert.ok(performance.now() - begun < 1500);
  });
});

const clause = (over: Partial<DraftClause> = {}): DraftClause => ({
  id: '8.1.e',
  type: 'item',
  heading: false,
  operative: true,
  revision: 0,
  changedAt: null,
  changedBy: null,
  adoption: 'adopted',
  sample: words('{screenLockMinutes}以内にロックする。', 'Lock within {screenLockMinutes}.'),
  text: words('{screenLockMinutes}以内にロックする。', 'Lock within {screenLockMinutes}.'),
  samplePieces: { ja: [], en: [] },
  pieces: { ja: [], en: [] },
  reason: '',
  owner: null,
  deputy: null,
  necessityAsked: null,
  necessity: '',
  note: '',
  plain: null,
  plainSample: null,
  actors: [],
  cadence: words('常時'),
  refs: [],
  referredBy: [],
  appliesWhen: [],
  mechanisms: [],
  unsaid: [],
  inForceText: null,
  recommendations: [],
  ...over,
});
const sampleOf = ({ sample }: DraftClause) => ({ ja: toWritten(sample.ja, names.ja), en: toWritten(sample.en, names.en) });
const editOf = (of: DraftClause, change: Partial<draft.Fields>): draft.Edit => {
  const base = draft.fieldsOf(of, names);
  return { revision: of.revision, base, now: { ...base, ...change } };
};

describe('editor: a clause as it is written', () => {
  it('counts as the server does', () => {
    assert.deepEqual(
      [draft.textCharsMax, draft.reasonCharsMax],
      [contract.textCharsMax, contract.reasonCharsMax],
      'the limits of the screens are those of the server',
    );
    const plain = (length: number) => contract.editClauseSchema.shape.plain.safeParse({ ja: 'あ'.repeat(length), en: '' }).success;
    assert.deepEqual([plain(draft.plainCharsMax), plain(draft.plainCharsMax + 1)], [true, false]);
  });
  it('sends what the server takes, texts under the ids of their values', () => {
    const title = names.ja.titleOf.get('screenLockMinutes')!;
    const edit = editOf(clause({ revision: 4 }), {
      adoption: 'changed',
      textJa: `  {${title}}で画面を閉じる。\n`,
      owner: 'role:administrator',
    });
    const body = draft.bodyOf(edit, names);
    assert.deepEqual(contract.editClauseSchema.parse(body), body);
    assert.deepEqual(
      [body.revision, body.text?.ja, body.owner, body.deputy, body.plain],
      [4, '  {screenLockMinutes}で画面を閉じる。\n', 'role:administrator', null, null],
    );
  });
  it('is unsaved only where something differs that counts', () => {
    const typedThenAdopted = editOf(clause(), { textJa: '書きかけ' });
    assert.equal(draft.isDirty(typedThenAdopted), false);
    assert.equal('text' in draft.bodyOf(typedThenAdopted, names), false);
    assert.equal(draft.isDirty(editOf(clause(), { note: 'メモ' })), true);
    assert.equal(draft.isDirty(editOf(clause(), { adoption: 'changed' })), true);
  });
  it('begins a changed text with the sample and a replacing one empty, and forgets nothing when the choice is taken back', () => {
    const of = clause();
    const begun = draft.withAdoption(draft.fieldsOf(of, names), 'changed', sampleOf(of));
    assert.equal(begun.textJa, sampleOf(of).ja);
    const replaced = draft.withAdoption(begun, 'replaced', sampleOf(of));
    assert.deepEqual([replaced.textJa, replaced.textEn], ['', '']);
    const written = { ...replaced, textJa: '会社の文。' };
    assert.equal(draft.withAdoption(draft.withAdoption(written, 'adopted', sampleOf(of)), 'replaced', sampleOf(of)).textJa, '会社の文。');
  });
  it('says what is missing before the server has to', () => {
    const of = clause();
    const faults = (change: Partial<draft.Fields>) => draft.faultsOf(editOf(of, change).now, sampleOf(of), names);
    assert.deepEqual(faults({ note: 'メモ' }), {});
    assert.deepEqual(faults({ adoption: 'replaced', textJa: ' \n' }), { textJa: 'needText', reason: 'needReason' });
    assert.deepEqual(faults({ adoption: 'not-applicable', reason: ' ' }), { reason: 'needReason' });
    assert.deepEqual(faults({ adoption: 'changed' }), { textJa: 'sameText' });
    assert.deepEqual(faults({ adoption: 'changed', textJa: 'あ'.repeat(draft.textCharsMax + 1) }), { textJa: 'tooLong' });
    assert.deepEqual(faults({ plainEn: 'Lock.' }), { plainJa: 'needText' });
  });
});

describe('editor: two people at one clause', () => {
  const before = clause({ note: '古い', reason: '前の理由', revision: 1 });
  const theirs = draft.fieldsOf(
    clause({ note: '相手のメモ', owner: { party: 'role:committee', name: words('委員会'), gone: false } }),
    names,
  );
  const mine = editOf(before, { note: '自分のメモ', necessity: '毎月' });
  it('proposes what only one of the two changed, and mine where both did', () => {
    assert.deepEqual(
      draft.meetings(mine, theirs).map(({ field, proposed }) => [field, proposed]),
      [
        ['reason', 'theirs'],
        ['owner', 'theirs'],
        ['necessity', 'mine'],
        ['note', 'mine'],
      ],
    );
  });
  it('brings both together as chosen, and keeps aside what was written and not taken', () => {
    const chosen = draft.broughtTogether(mine, theirs, 2, ({ field, proposed }) => (field === 'note' ? 'theirs' : proposed));
    assert.deepEqual(
      [chosen.revision, chosen.now.note, chosen.now.owner, chosen.now.necessity],
      [2, '相手のメモ', 'role:committee', '毎月'],
    );
    assert.deepEqual(chosen.aside, ['自分のメモ'], 'only what was written here, not what merely stood there');
    assert.deepEqual(
      draft.meetings(chosen, theirs).map(({ field }) => field),
      ['necessity'],
    );
    const both = draft.broughtTogether(mine, theirs, 2, () => 'both');
    assert.equal(both.now.note, '相手のメモ\n自分のメモ');
  });
  it('finds nothing to choose where both say the same', () => {
    assert.deepEqual(draft.meetings(editOf(before, { note: '相手のメモ', reason: '', owner: 'role:committee' }), theirs), []);
  });
});

class Shelf {
  readonly kept = new Map<string, string>();
  get length() {
    return this.kept.size;
  }
  key(index: number) {
    return [...this.kept.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    this.kept.set(key, value);
  }
  removeItem(key: string) {
    this.kept.delete(key);
  }
}

describe('editor: what is not saved yet', () => {
  it('survives a reload, for the same person only', () => {
    const shelf = new Shelf();
    const first = new Unsaved('a', shelf);
    first.write('8.1.e', editOf(clause(), { note: '書きかけ\n ' }));
    assert.equal(new Unsaved('a', shelf).get('8.1.e')?.edit.now.note, '書きかけ\n ');
    assert.deepEqual(new Unsaved('a', shelf).ids(), ['8.1.e']);
    assert.equal(new Unsaved('b', shelf).get('8.1.e'), undefined);
    first.drop('8.1.e');
    assert.equal(shelf.length, 0);
  });
  it('keeps its list the same until it changes, and tells who listens', () => {
    const unsaved = new Unsaved('a', new Shelf());
    let told = 0;
    unsaved.subscribe(() => told++);
    unsaved.write('8.1.e', editOf(clause(), { note: '1' }));
    const ids = unsaved.ids();
    unsaved.write('8.1.e', editOf(clause(), { note: '12' }));
    assert.equal(unsaved.ids(), ids);
    unsaved.write('8.1.e', editOf(clause(), {}));
    assert.deepEqual([unsaved.ids(), told], [[], 3]);
  });
  it('goes on where the storage is full, forbidden or holds something strange', () => {
    const full = new Shelf();
    full.setItem('tejun.unsaved.a.8.1.e', '{"half":');
    full.setItem('tejun.unsaved.a.8.1.f', '{"revision":1}');
    full.setItem = () => {
      throw new Error('quota');
    };
    for (const storage of [full, null]) {
      const unsaved = new Unsaved('a', storage);
      assert.deepEqual(unsaved.ids(), []);
      unsaved.write('8.1.d', editOf(clause(), { note: 'x' }));
      assert.equal(unsaved.get('8.1.d')?.edit.now.note, 'x');
    }
  });
});

const standing = (over: Partial<Procedures> = {}): Procedures => ({
  company: '株式会社例',
  draft: { revision: 1, changedAt: null, changes: 3, problems: [] },
  inForce: null,
  upcoming: null,
  submitted: null,
  recommendations: [],
  controls: [],
  ...over,
});
const version = (over: Partial<NonNullable<Procedures['submitted']>> = {}): NonNullable<Procedures['submitted']> => ({
  id: 'v',
  number: '1.0',
  state: 'submitted',
  note: '',
  digest: '',
  submittedAt: '2026-11-22T00:00:00.000Z',
  submittedBy: words('山田'),
  isOwn: false,
  effectiveOn: '2026-12-01',
  effectiveFrom: null,
  approvalsNeeded: 2,
  decisions: [],
  ...over,
});

describe('editor: the one next step', () => {
  const step = (over: Partial<Procedures>, ...roles: string[]) => nextStepOf(standing(over), roles).step;
  it('leads from the first question to the approved version', () => {
    assert.equal(step({ company: '' }, 'administrator'), 'start');
    assert.equal(step({ company: '' }, 'committee'), 'wait-for-draft');
    const stop = { level: 'stop', at: 'company', words: words('名前') } as const;
    const warn = { level: 'warn', at: '8.1.a', words: words('担当') } as const;
    assert.equal(step({ draft: { ...standing().draft, problems: [warn, stop] } }, 'administrator'), 'repair');
    assert.equal(step({ draft: { ...standing().draft, problems: [warn] } }, 'administrator'), 'submit');
    assert.equal(step({ submitted: version({ isOwn: true }) }, 'administrator', 'committee'), 'wait-for-approval');
    assert.equal(step({ submitted: version() }, 'committee'), 'decide');
    const decided = { by: words('自分'), decision: 'approve', comment: '', at: '2026-11-22T00:00:00.000Z', isOwn: true } as const;
    assert.equal(step({ submitted: version({ decisions: [decided] }) }, 'committee'), 'wait-for-approval');
    const still = { ...standing().draft, changes: 0 };
    assert.equal(step({ draft: still, upcoming: version({ state: 'upcoming' }) }, 'administrator'), 'wait-for-day');
    const inForce = version({ state: 'effective' });
    const recommendations = [{ at: '8.1.e', kind: 'sample', words: words('変'), since: null } as const];
    assert.equal(step({ draft: still, inForce, recommendations }, 'administrator'), 'revise');
    assert.equal(step({ draft: still, inForce }, 'administrator'), 'none');
    assert.equal(step({ inForce }, 'committee'), 'none');
    assert.equal(step({ inForce }, 'administrator'), 'submit');
  });
  it('leads from a problem to where it is put right', () => {
    assert.deepEqual(placeOf('8.13'), { to: 'chapter', id: '8.13' });
    assert.deepEqual(placeOf('8.1.d.5'), { to: 'chapter', id: '8.1', hash: '8.1.d.5' });
    assert.deepEqual(placeOf('clause:8.1.e'), { to: 'chapter', id: '8.1', hash: '8.1.e' });
    assert.deepEqual(placeOf('value:screenLockMinutes'), { to: 'value', id: 'screenLockMinutes' });
    assert.deepEqual(placeOf('company'), { to: 'company' });
    assert.deepEqual(placeOf('approvers'), { to: 'people' });
    assert.deepEqual(placeOf('interview'), { to: 'interview' });
    assert.deepEqual(placeOf('statement:elsewhere'), { to: 'statement' });
    assert.deepEqual(placeOf('A.5.1'), { to: 'statement' });
    assert.deepEqual(placeOf('?'), { to: 'here' });
  });
  it('asks for a reason where a value is laxer than the guideline’s', () => {
    const lower = { type: 'number', origin: 'fixed', default: 10, stricter: 'lower' } as const;
    assert.deepEqual(
      [15, 10, 5].map((value) => isLaxerThanSample(lower, value)),
      [true, false, false],
    );
    assert.equal(isLaxerThanSample({ ...lower, stricter: 'higher' }, 5), true);
    assert.equal(isLaxerThanSample({ ...lower, stricter: undefined }, 99), false, 'the server says so itself');
    assert.equal(isLaxerThanSample({ ...lower, origin: 'company' }, 99), false);
    assert.equal(isLaxerThanSample({ type: 'boolean', origin: 'advised', default: true }, false), true);
  });
});
