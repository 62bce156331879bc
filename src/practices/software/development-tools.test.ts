import assert from 'node:assert/strict';
import { it } from 'node:test';
import { allTraits } from '../../facts/kind.ts';
import { isJudgedOn } from '../../mechanism/check.ts';
import { defaultsOf, testNow } from '../../mechanism/check-tester.ts';
import { developmentToolsAbsent as check } from './development-tools.check.ts';
import { orderlyBody } from './testing/control-body.ts';

const judge = (tools: readonly string[]) =>
  check.judge(
    { body: { ...orderlyBody, developmentTools: [...tools], developmentToolsCount: tools.length }, platform: 'linux', observedAt: testNow },
    defaultsOf(check.params),
    testNow,
  );

it('fails with the names of what is there, and passes without', () => {
  assert.equal(judge([]).verdict, 'pass');
  const found = judge(['gcc', 'make']);
  assert.equal(found.verdict, 'fail');
  assert.match(found.because.ja, /gcc、make/);
});

it('concerns production servers, and nothing else: a device of which nobody said where it stands is not judged', () => {
  const concerned = allTraits.filter((traits) => isJudgedOn(check, traits));
  assert.deepEqual(
    new Set(concerned.map(({ deviceClass, environment }) => `${deviceClass} ${environment}`)),
    new Set(['server production']),
  );
});
