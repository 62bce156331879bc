import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, type Parts } from './question-tester.ts';
import { captureQuestions } from './screen-capture.ts';

const root = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft';
const windows = (parts: Parts) => answer(captureQuestions, 'screen-capture/windows', { seen: [{ seen: '4' }], ...parts });
const value = (key: string, name: string, data: string) => ({ key: `${root}\\${key}`, name, data });
const states = (parts: Parts) => windows(parts).settings.map(({ blocked }: { blocked: boolean | null }) => blocked);

describe('screen-capture/windows', () => {
  it('reads each policy in its own sense', () => {
    assert.deepEqual(windows({}).settings, [
      { name: 'Snipping Tool', blocked: null },
      { name: 'Recall', blocked: null },
      { name: 'Game Bar', blocked: null },
    ]);
    const blocked = [
      value('TabletPC', 'DisableSnippingTool', '1'),
      value('Windows\\WindowsAI', 'AllowRecallEnablement', '0'),
      value('Windows\\GameDVR', 'AllowGameDVR', '0'),
    ];
    assert.deepEqual(states({ values: blocked }), [true, true, true]);
    assert.deepEqual(states({ values: blocked.map((row) => ({ ...row, data: row.data === '1' ? '0' : '1' })) }), [false, false, false]);
  });
  it('takes one of Recall’s two switches for enough, and garbage for nothing', () => {
    const both = [value('Windows\\WindowsAI', 'AllowRecallEnablement', '1'), value('Windows\\WindowsAI', 'DisableAIDataAnalysis', '1')];
    assert.deepEqual(states({ values: both }), [null, true, null]);
    assert.deepEqual(states({ values: [value('TabletPC', 'DisableSnippingTool', 'yes')] }), [null, null, null]);
  });
  it('says when the registry was blind', () => assert.equal(windows({ seen: [{ seen: '0' }] }).readable, false));
});

describe('screen-capture/macos', () => {
  const mac = (...values: string[]) =>
    answer(captureQuestions, 'screen-capture/macos', { values: values.map((each) => ({ value: each })), seen: [{ seen: '1' }] }).settings[0]
      .blocked;
  it('lets a profile that forbids stand above one that allows', () => {
    assert.equal(mac('0'), true);
    assert.equal(mac('1', 'false'), true);
    assert.equal(mac('1'), false);
    assert.equal(mac(), null);
  });
});
