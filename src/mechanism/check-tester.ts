import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Observed, Platform } from '../facts/kind.ts';
import type { Check, ParamValues, VerdictName } from './check.ts';
import type { Param } from './param.ts';

interface Case<T, P extends Readonly<Record<string, Param>>> {
  readonly name: string;
  readonly platform: Platform;
  readonly fact: T;
  readonly params?: Partial<ParamValues<P>>;
  /** How long before `now` the fact was seen; 0 where it does not matter. */
  readonly ageMs?: number;
  /** A word that must stand in the Japanese and in the English reason: usually the company's value. */
  readonly says?: string;
}

export interface Cases<T, P extends Readonly<Record<string, Param>>> {
  readonly pass: readonly Case<T, P>[];
  readonly fail: readonly Case<T, P>[];
  readonly unknown: readonly Case<T, P>[];
}

export const testNow = new Date('2026-11-22T03:00:00Z');

/** The default value of each parameter of a check. */
export function defaultsOf<P extends Readonly<Record<string, Param>>>(params: P): ParamValues<P> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default])) as ParamValues<P>;
}

/**
 * Runs a check's cases. A check without a pass, a fail and an unknown case is refused: the three are what make it
 * honest. Every reason must read in both languages, and the facts must be of the kind's own shape.
 */
export function checkTester<T, P extends Readonly<Record<string, Param>>>(check: Check<T, P>, cases: Cases<T, P>): void {
  describe(check.id, () => {
    for (const verdict of ['pass', 'fail', 'unknown'] as const) {
      it(`has a case that ends in ${verdict}`, () => assert.ok(cases[verdict].length > 0));
      for (const example of cases[verdict]) {
        it(`${verdict}: ${example.name}`, () => runCase(check, verdict, example));
      }
    }
    it('has a remedy for each platform that it judges', () => {
      for (const [platform, state] of Object.entries(check.platforms)) {
        if (state === 'judged') assert.ok(check.remedy[platform as Platform], `no remedy for ${platform}`);
      }
    });
  });
}

function runCase<T, P extends Readonly<Record<string, Param>>>(check: Check<T, P>, verdict: VerdictName, example: Case<T, P>): void {
  assert.equal(check.platforms[example.platform], 'judged', `${check.id} does not judge ${example.platform}`);
  const fact: Observed<T> = {
    body: check.reads.schema.parse(example.fact),
    platform: example.platform,
    observedAt: new Date(testNow.getTime() - (example.ageMs ?? 0)),
  };
  const result = check.judge(fact, { ...defaultsOf(check.params), ...example.params }, testNow);
  assert.equal(result.verdict, verdict, result.because.en);
  assert.match(result.because.ja, /[ぁ-んァ-ヶ一-龠]/, 'the reason reads in Japanese');
  assert.ok(result.because.en.length > 0);
  assert.doesNotMatch(result.because.ja + result.because.en, /undefined|NaN|\[object/);
  if (example.says !== undefined) {
    assert.ok(result.because.ja.includes(example.says), `«${result.because.ja}» does not say ${example.says}`);
    assert.ok(result.because.en.includes(example.says), `«${result.because.en}» does not say ${example.says}`);
  }
}
