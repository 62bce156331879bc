import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { titleDigest, titleOf } from './title.ts';

const item = (key: string, attributes: Record<string, string> = {}, platform: 'windows' | 'macos' | 'linux' = 'windows') =>
  titleOf({ collection: 'software', platform, key, attributes });

describe('titles', () => {
  it('are one for every version, and for however a name is typed', () => {
    const [a, b] = [
      item('7-Zip 24.09 (x64)', { version: '24.09', publisher: 'Igor Pavlov' }),
      item('７-zip 25.00 (x64)', { version: '25.00', publisher: 'IGOR PAVLOV' }),
    ];
    assert.deepEqual(a, { title: { kind: 'installed', platform: 'windows', name: '7-Zip', publisher: 'Igor Pavlov' }, version: '24.09' });
    assert.deepEqual(titleDigest(a!.title), titleDigest(b!.title));
    assert.notDeepEqual(titleDigest(a!.title), titleDigest({ ...a!.title, publisher: 'Evil' }));
    assert.notDeepEqual(titleDigest(a!.title), titleDigest({ ...a!.title, platform: 'linux' }));
  });

  it('are cut and hold no half character, whatever a device sends', () => {
    const { title } = item(`${'あ'.repeat(199)}😀 1.0`, { version: '1.0', publisher: 'x'.repeat(500) })!;
    assert.ok(title.name.length <= 200 && title.name.isWellFormed());
    assert.equal(title.publisher.length, 200);
    assert.equal(item('   '), null);
  });

  it('of what ran are files, but for apps that stand among the installed ones', () => {
    const ran = (key: string, attributes: Record<string, string>) =>
      titleOf({ collection: 'executed-programs', platform: 'macos', key, attributes });
    assert.equal(ran('Safari.app', { via: 'app', place: 'programs', month: '2026-11' }), null);
    assert.deepEqual(ran('Tool.app', { via: 'app', place: 'volume', month: '2026-11' }), {
      title: { kind: 'trace', platform: 'macos', name: 'Tool.app', publisher: '' },
      version: '2026-11',
    });
  });
});
