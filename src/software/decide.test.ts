import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide, decideTitle, isStrayTool } from './decide.ts';
import { RuleSet } from './matcher.ts';
import { plainRule, type Rule } from './rule.ts';
import type { Title } from './title.ts';

const from = { type: 'line', of: 'software/allowed', id: 'row-1' } as const;
const rule = (says: Rule['says'], name: string, more: Partial<Rule> = {}): Rule => ({
  ...plainRule,
  says,
  name,
  label: `${says} ${name}`,
  from,
  ...more,
});
const windows = (name: string, publisher = 'Igor Pavlov'): Title => ({ kind: 'installed', platform: 'windows', name, publisher });
const ofTitle = (title: Title, ...rules: Rule[]) => new RuleSet(rules).of(title, 1);
const state = (title: Title, version: string, ...rules: Rule[]) => decide(ofTitle(title, ...rules), version).state;
const zip = windows('7-Zip');

describe('what the rules say of a program', () => {
  it('is new where no rule speaks of it, asked where a request does', () => {
    assert.equal(state(zip, '24.09'), 'new');
    assert.equal(state(zip, '24.09', rule('ask', '7-zip')), 'asked');
  });

  it('is allowed by its name, with or without a star, whatever its version', () => {
    for (const name of ['7-Zip', '７－Ｚｉｐ', '7-*', '*zip']) assert.equal(state(zip, '24.09', rule('allow', name)), 'allowed', name);
    for (const name of ['7-Zip 24.09', '7', '*', 'Zip']) assert.equal(state(zip, '24.09', rule('allow', name)), 'new', name);
  });

  it('stays forbidden whatever else is said', () => {
    const all = [rule('allow', '7-Zip'), rule('baseline', '7-Zip'), rule('ask', '7-Zip'), rule('forbid', '7-*')];
    assert.equal(state(zip, '24.09', ...all), 'forbidden');
    assert.equal(decideTitle('installed', ofTitle(zip, ...all)).state, 'forbidden');
  });

  it('holds a version against its line, and is unclear where that cannot be told', () => {
    const line = rule('allow', '7-Zip', { versions: '24.09以上' });
    assert.equal(state(zip, '24.09', line), 'allowed');
    assert.equal(state(zip, '23.01', line), 'new');
    assert.equal(decide(ofTitle(zip, line), '23.01').rule?.rule, line, 'it says which line means another version');
    assert.equal(state(zip, '', line), 'unclear');
    assert.equal(state(zip, '24.09', { ...line, versions: '最新版' }), 'unclear');
    assert.equal(state(zip, '24.09', { ...line, versions: '最新版' }, rule('allow', '7-Zip')), 'allowed', 'another line permits it');
  });

  it('is limited where a line is for one device or one person, and counts only there', () => {
    const rules = ofTitle(
      zip,
      rule('allow', '7-Zip', { on: { type: 'device', id: 'd1' } }),
      rule('allow', '7-Zip', { on: { type: 'person', id: 'p1' } }),
    );
    assert.equal(decide(rules, '24.09').state, 'limited');
    assert.equal(decide(rules, '24.09', { device: 'd1', owner: null }).state, 'allowed');
    assert.equal(decide(rules, '24.09', { device: 'd2', owner: 'p1' }).state, 'allowed');
    assert.equal(decide(rules, '24.09', { device: 'd2', owner: null }).state, 'new', 'nobody knows whose it is');
    assert.deepEqual(decideTitle('installed', rules), { state: 'allowed', limited: true, rule: rules[0] });
  });

  it('asks for publisher and system where the rule names them', () => {
    const line = rule('allow', '7-Zip', { publisher: 'Igor Pavlov', platform: 'windows' });
    assert.equal(state(zip, '', line), 'allowed');
    assert.equal(state(windows('7-Zip', 'Somebody Else'), '', line), 'new');
    assert.equal(state({ ...zip, platform: 'linux' }, '', line), 'new');
  });

  it('takes a publisher’s everything only where the publisher is named', () => {
    const debian: Title = { kind: 'installed', platform: 'linux', name: 'bash', publisher: 'Matthias Klose <doko@debian.org>' };
    assert.equal(state(debian, '5.2', rule('baseline', '*', { publisher: '*@debian.org*', platform: 'linux' })), 'baseline');
    assert.equal(
      state({ ...debian, publisher: '' }, '5.2', rule('baseline', '*', { publisher: '*@debian.org*', platform: 'linux' })),
      'new',
    );
    assert.equal(state(debian, '5.2', rule('baseline', '*', { publisher: 'Fedora Project', platform: 'linux' })), 'new', 'by the letter');
    assert.equal(state(debian, '5.2', rule('allow', '*')), 'new');
    assert.equal(state(debian, '5.2', rule('allow', '*', { publisher: '*' })), 'new');
  });

  it('knows a title by hand that its name does not show', () => {
    const line = rule('allow', 'Zoom', { linked: [1] });
    assert.equal(decide(new RuleSet([line]).of(windows('Zoom Workplace (64-bit)'), 1), '6').state, 'allowed');
    assert.equal(decide(new RuleSet([line]).of(windows('Zoom Workplace (64-bit)'), 2), '6').state, 'new');
  });
});

describe('names of the company’s list of forbidden programs', () => {
  const listed = (name: string) => rule('forbid', name, { by: 'listed' });
  it('are followed by a version or an edition, and short ones end there', () => {
    assert.equal(state(windows('Share'), '', listed('Share')), 'forbidden');
    assert.equal(state(windows('ShareX'), '', listed('Share')), 'new');
    assert.equal(state(windows('qBittorrentEnhanced'), '', listed('qBittorrent')), 'forbidden');
    assert.equal(state({ ...zip, platform: 'linux', name: 'amule-utils' }, '', listed('amule')), 'new');
  });

  it('are found as files that ran, also where Windows cuts the name', () => {
    const ran = (name: string): Title => ({ kind: 'trace', platform: 'windows', name, publisher: '' });
    assert.equal(state(ran('WINNY.EXE'), '', listed('Winny')), 'forbidden');
    assert.equal(state(ran('sharex.exe'), '', listed('Share')), 'new');
    assert.equal(state(ran('7zfm.exe'), '', rule('allow', '7zfm')), 'new', 'nobody permits a file by its name');
    assert.equal(decideTitle('trace', []).state, 'seen');
    assert.equal(state(ran('a-very-long-name-of-a-program'), '', listed('a-very-long-name-of-a-program-indeed')), 'forbidden');
  });
});

describe('tools of developers on a server', () => {
  const gcc: Title = { kind: 'installed', platform: 'linux', name: 'gcc', publisher: '' };
  const here = { device: 'd1', owner: null };
  it('need a line for this very device', () => {
    const tool = rule('development', 'gcc');
    const stray = (...more: Rule[]) => isStrayTool(ofTitle(gcc, tool, ...more), here);
    assert.equal(stray(), true);
    assert.equal(stray(rule('allow', 'gcc', { isDevelopmentTool: true })), true, 'permitted to everybody is not meant for a server');
    assert.equal(stray(rule('allow', 'gcc', { isDevelopmentTool: true, on: { type: 'device', id: 'd2' } })), true);
    assert.equal(stray(rule('allow', 'gcc', { on: { type: 'device', id: 'd1' } })), true, 'as another kind of software');
    assert.equal(stray(rule('allow', 'gcc', { isDevelopmentTool: true, on: { type: 'device', id: 'd1' } })), false);
    assert.equal(isStrayTool(ofTitle(gcc), here), false);
  });
});

describe('finding rules by their first letters', () => {
  it('finds what trying every rule would find', () => {
    const letters = ['a', 'b', '-', '*'];
    const words = (length: number): string[] =>
      length === 0 ? [''] : words(length - 1).flatMap((word) => letters.map((letter) => word + letter));
    const patterns = [...words(3), ...words(4)].map((name) => rule('allow', name));
    const set = new RuleSet(patterns);
    for (const name of ['a', 'ab', 'aba', 'ab-a', 'bbbb', '-ab', 'aab-b']) {
      const title = windows(name);
      const alone = patterns.filter((one) => new RuleSet([one]).of(title, null).length > 0).map(({ name: pattern }) => pattern);
      assert.deepEqual(
        set
          .of(title, null)
          .map(({ rule: one }) => one.name)
          .sort(),
        alone.sort(),
        name,
      );
      assert.ok(
        alone.every((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name)),
        name,
      );
    }
  });
});
