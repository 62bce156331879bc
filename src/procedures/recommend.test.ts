import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allParams } from '../catalog/index.ts';
import { sampleContent } from './build.ts';
import type { ClauseContent, Party, ProcedureContent } from './content.ts';
import type { PartyNames } from './ports.ts';
import { type Behind, recommendations } from './recommend.ts';

const owner: Party = 'person:7b0c9a52-3a3c-4a38-9a0e-111111111111';
const content = sampleContent();
const withClause = (id: string, change: Partial<ClauseContent>): ProcedureContent => ({
  ...content,
  controls: content.controls.map((control) => ({
    ...control,
    clauses: control.clauses.map((clause) => (clause.id === id ? { ...clause, ...change } : clause)),
  })),
});
const since = new Date('2026-12-01T00:00:00Z');
const values = allParams.map((param) => ({ param, value: param.default, since: null }));
const names: PartyNames = new Map([[owner, { name: { ja: '青木', en: 'Aoki' }, gone: true }]]);
const found = (behind: Partial<Behind>) =>
  recommendations({ content, conditions: {}, names: new Map(), values, contradictions: [], ...behind }).map(
    ({ at, kind }) => `${at} ${kind}`,
  );

describe('revision recommended', () => {
  it('says nothing while nothing has changed', () => assert.deepEqual(found({}), []));

  it('sees a sample that has changed, gained or lost a clause since', () => {
    assert.deepEqual(found({ content: withClause('8.1.e', { sample: '0'.repeat(64) }) }), ['8.1.e sample']);
    assert.deepEqual(found({ content: withClause('8.1.e', { id: '8.1.zz' }) }), ['8.1.zz sample', '8.1.e sample']);
    assert.deepEqual(
      found({ content: withClause('8.1.e', { sample: '', adoption: 'not-applicable' }) }),
      [],
      'what does not apply is left alone',
    );
  });

  it('sees an answer that is another one now, at every clause that hangs on it', () => {
    const answered: ProcedureContent = { ...content, company: { name: 'x', conditions: { hasWirelessLan: false, usesCloud: true } } };
    const at = found({ content: answered, conditions: { hasWirelessLan: true, usesCloud: true, hasOwnServers: false } });
    assert.deepEqual(at, ['8.20.h company', '8.22.c company', '8.24.a.2 company', '8.24.b.2 company']);
  });

  it('sees an owner or deputy who is gone, by the name of then', () => {
    const left = withClause('8.2.a', { owner, ownerName: { ja: '青木', en: 'Aoki' }, deputy: 'role:committee' });
    const [one] = recommendations({ content: left, conditions: {}, names, values, contradictions: [] });
    assert.deepEqual([one!.at, one!.kind, one!.words.ja], ['8.2.a', 'owner', '担当者の青木は、もういません。']);
    assert.deepEqual(found({ content: left, names: new Map([[owner, { name: { ja: '青木', en: 'Aoki' }, gone: false }]]) }), []);
  });

  it('sees a fact that contradicts an answer, and a value that is another one', () => {
    const words = { ja: '無線LANが見えました。', en: 'Wireless LAN was seen.' };
    assert.deepEqual(found({ contradictions: [{ at: '8.20', words }] }), ['8.20 fact']);
    const changed = values.map((value) => (value.param.id === 'screenLockMinutes' ? { ...value, value: 3, since } : value));
    const [one] = recommendations({ content, conditions: {}, names, values: changed, contradictions: [] });
    assert.deepEqual([one!.at, one!.kind, one!.since], ['8.1.e', 'value', since]);
    assert.match(one!.words.ja, /3分.*10分/);
  });
});
