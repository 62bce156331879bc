import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fullScan } from '../facts/full-scan.ts';
import { malwareDefinitions } from '../facts/malware-definitions.ts';
import { realtimeScanState } from '../facts/realtime-scan.ts';
import { kindsBesideConsole, withConsole } from './console-facts.ts';

const list = { product: 'ESET PROTECT', asOf: '2026-11-22', definitionsOn: '2026-11-21', scannedOn: '2026-11-20', realTime: false };
const seen = { product: 'ESET', updatedAt: null, saidUpToDate: null };
const kinds = [fullScan, malwareDefinitions, realtimeScanState];
const unreadable = { ja: '読めません', en: 'cannot be read' };

describe('facts beside a console', () => {
  it('take what the list says of the device, and nothing where it says nothing', () => {
    const draft = { kind: malwareDefinitions.kind, body: seen };
    assert.deepEqual(withConsole(draft, list).body, {
      ...seen,
      console: { product: 'ESET PROTECT', asOf: '2026-11-22', value: '2026-11-21' },
    });
    assert.deepEqual(withConsole(draft, { ...list, definitionsOn: null }), draft);
    assert.deepEqual(withConsole(draft, undefined), draft);
  });

  it('are again what the agent said when the list goes, readable or not', () => {
    const newer = { ...list, product: 'Apex One', scannedOn: '2026-11-22' };
    for (const { kind } of kinds) {
      const draft = { kind, unreadable };
      const put = withConsole<{ kind: string; body?: unknown; unreadable?: typeof unreadable }>(draft, list);
      assert.equal(put.unreadable, undefined, kind);
      assert.deepEqual(withConsole(put, undefined), draft);
      assert.deepEqual(withConsole(put, newer), withConsole(draft, newer));
    }
    const draft = { kind: malwareDefinitions.kind, body: seen };
    assert.deepEqual(withConsole(withConsole(draft, list), undefined), draft);
  });

  it('have the shape of their kind', () => {
    assert.deepEqual([...kindsBesideConsole].sort(), kinds.map(({ kind }) => kind).sort());
    for (const { kind, schema } of kinds) {
      const { body } = withConsole<{ kind: string; body?: unknown; unreadable?: typeof unreadable }>({ kind, unreadable }, list);
      assert.deepEqual(schema.parse(body), body, kind);
    }
  });

  it('leave other kinds alone', () => {
    const draft = { kind: 'malware-products', body: { console: 1 } };
    assert.equal(withConsole(draft, list), draft);
  });
});
