import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { controls, isOperative } from '../src/catalog/index.ts';
import { isRegister, isRequest, type MechanismKind } from '../src/mechanism/citation.ts';

/** What a clause needs in order to be real: kinds of mechanism, registers by their codes, kinds of request by their ids. */
interface Needed {
  readonly kinds: readonly MechanismKind[];
  readonly registers: readonly string[];
  readonly requests: readonly string[];
}

/** Operative clauses of the controls that people run, as they were read out of the guideline. */
const table = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'clause-mechanisms.json'), 'utf8')) as Record<string, Needed>;
const named = new Set(['8.2', '8.6', '8.9', '8.19', '8.21', ...Array.from({ length: 10 }, (_, i) => `8.${i + 25}`)]);
const clauses = controls.filter(({ id }) => named.has(id)).flatMap((control) => control.clauses.filter(isOperative));
const byPeople: readonly MechanismKind[] = ['rule', 'duty', 'request', 'register'];
/** A measurement is a check of devices, or a tool that reads what was recorded: which of the two is a matter of where the facts are. */
const measured: readonly MechanismKind[] = ['check', 'tool'];

describe('clauses that people run', () => {
  it('are all in the table, and none besides', () => {
    assert.deepEqual(Object.keys(table).sort(), clauses.map(({ id }) => id).sort());
  });

  it('have every rule, duty, request and register that they need, running', () => {
    const missing = clauses.flatMap(({ id, mechanisms }) => {
      const running = mechanisms.filter(({ status }) => status === 'running');
      const { kinds, registers, requests } = table[id]!;
      const codes = new Set(running.filter(isRegister).map(({ code }) => code));
      const asked = new Set(running.filter(isRequest).map((request) => request.id));
      return [
        ...kinds.filter((kind) => byPeople.includes(kind) && !running.some((each) => each.kind === kind)),
        ...registers.filter((code) => !codes.has(code)),
        ...requests.filter((request) => !asked.has(request)),
      ].map((what) => `${id} ${what}`);
    });
    assert.deepEqual(missing, []);
  });

  it('say that a measurement is planned where none runs', () => {
    const silent = clauses.filter(({ id, mechanisms }) => {
      const measures = mechanisms.filter(({ kind }) => measured.includes(kind));
      return table[id]!.kinds.some((kind) => measured.includes(kind)) && measures.length === 0;
    });
    assert.deepEqual(
      silent.map(({ id }) => id),
      [],
    );
  });
});
