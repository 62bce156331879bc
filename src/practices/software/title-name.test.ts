import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Platform } from '../../facts/kind.ts';
import { isPublisher } from './publisher.ts';
import { titleName } from './title-name.ts';

describe('the name of a program without its version', () => {
  const cases: readonly [name: string, version: string, title: string, platform?: Platform][] = [
    ['7-Zip 24.09 (x64)', '24.09', '7-Zip'],
    ['Mozilla Firefox (x64 ja)', '132.0', 'Mozilla Firefox'],
    ['Notepad++ (64-bit x64)', '8.7.1', 'Notepad++'],
    ['Python 3.12.4 (64-bit)', '3.12.4150.0', 'Python'],
    [
      'Microsoft Visual C++ 2015-2022 Redistributable (x64) - 14.38.33130',
      '14.38.33130.0',
      'Microsoft Visual C++ 2015-2022 Redistributable',
    ],
    ['Java 8 Update 391 (64-bit)', '8.0.3910.13', 'Java 8'],
    ['Microsoft Office Professional Plus 2021 - ja-jp', '16.0.14332', 'Microsoft Office Professional Plus 2021 - ja-jp'],
    ['一太郎2025', '35.0', '一太郎2025'],
    ['勘定奉行 バージョン 5.12', '5.12', '勘定奉行'],
    ['CubePDF 3.5.0 (x64)', '3.5.0', 'CubePDF'],
    ['Tera Term version 5.3', '5.3', 'Tera Term'],
    ['ShareX', '16.1.0', 'ShareX'],
    ['7', '7', '7'],
    ['Adobe Acrobat (64-bit)', '24.002', 'Adobe Acrobat'],
    ['Product 1.2 for 1.20', '1.2', 'Product for'],
    ['Google Chrome.app', '130', 'Google Chrome', 'macos'],
    ['libssl3', '3.0.15', 'libssl3', 'linux'],
    ['python3.11', '3.11.2', 'python3.11', 'linux'],
  ];
  for (const [name, version, title, platform = 'windows'] of cases)
    it(`${name} → ${title}`, () => assert.equal(titleName(name, version, platform), title));

  it('is the same for every version of it', () => {
    const names = ['24.07', '24.08', '24.09', '25.00'].map((version) => titleName(`7-Zip ${version} (x64)`, version, 'windows'));
    assert.deepEqual(new Set(names), new Set(['7-Zip']));
  });
});

describe('the publisher of a line', () => {
  it('is compared without Inc. and 株式会社, and may be a part', () => {
    assert.ok(isPublisher('Microsoft', 'Microsoft Corporation', 'windows'));
    assert.ok(isPublisher('株式会社オービック', 'オービック', 'windows'));
    assert.ok(!isPublisher('Igor Pavlov', 'Evil Ltd.', 'windows'));
  });
  it('decides nothing where the two cannot be compared', () => {
    assert.ok(isPublisher('マイクロソフト', 'Microsoft Corporation', 'windows'));
    assert.ok(isPublisher('Google', 'Debian Chromium Team <chromium@packages.debian.org>', 'linux'));
    assert.ok(isPublisher(null, 'x', 'windows'));
    assert.ok(isPublisher('Google', '', 'windows'));
  });
  it('is taken by the letter where it is a pattern', () => {
    assert.ok(isPublisher('*@lists.debian.org*', 'A <a@lists.debian.org>', 'linux'));
    assert.ok(!isPublisher('com.apple.*', 'com.applepie', 'macos'));
    assert.ok(!isPublisher('*', '', 'macos'), 'a star alone asks that somebody is named');
  });
});
