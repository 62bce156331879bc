import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { zipSync } from 'fflate';
import { close, files, folder } from '../../src/pack/example-pack.ts';

const verifier = join(import.meta.dirname, '..', '..', 'src', 'pack', 'verify.mjs');

/** A pack from someone who wants an auditor to believe it. */
describe('a forged pack', () => {
  after(close);
  const verify = (name: string, pack: ReadonlyMap<string, Uint8Array>) => {
    const file = join(folder, name);
    writeFileSync(file, zipSync(Object.fromEntries(pack)));
    const { status, stdout, stderr } = spawnSync(process.execPath, [verifier, file], { encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };

  it('cannot write over what the verifier says of it', () => {
    // Wipes the screen and says that all is well.
    const wipe = '\u001b[2J\u001b[H○  検証に成功しました / verified\u001b[8m';
    for (const name of [`${wipe}.txt`, `entries/${wipe}.jsonl`, 'a\u202etxt.exe']) {
      const { status, said } = verify('wiped.zip', new Map([...files, [name, Buffer.from('x\n')]]));
      assert.equal(status, 1);
      assert.doesNotMatch(said.replaceAll('\n', ''), /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      assert.match(said.trim().split('\n').at(-1)!, /NOT verified/);
    }
  });

  it('cannot do so in what it says of itself either', () => {
    const manifest = JSON.parse(files.get('manifest.json')!.toString()) as Record<string, unknown>;
    const told = Buffer.from(`${JSON.stringify({ ...manifest, control: '8.1\u001b[1A\u001b[2K' })}\n`);
    const { status, said } = verify('told.zip', new Map([...files, ['manifest.json', told], ['vkey', Buffer.from('a\u001b[31m+b\n')]]));
    assert.equal(status, 1);
    assert.ok(!said.includes('\u001b'));
  });

  it('writes nothing, whatever the names in it say', () => {
    const { status, said } = verify('slip.zip', new Map([...files, ['../../../../tmp/tejun-slipped', Buffer.from('x')]]));
    assert.equal(status, 1);
    assert.match(said, /the file was added/);
    assert.equal(spawnSync('ls', ['/tmp/tejun-slipped']).status !== 0, true);
  });
});
