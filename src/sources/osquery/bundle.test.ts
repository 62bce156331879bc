import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { type Platform, platforms } from '../../facts/kind.ts';
import { bundleFiles, contentDigest, signedBundle } from './bundle.ts';
import { BundleKey } from './bundle-signature.ts';

const parts = {
  tlsHost: 'tejun.example.co.jp:8035',
  authority: '-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n',
  secret: 's3cret-of-the-company',
  version: 7,
};
const folder = mkdtempSync(join(tmpdir(), 'tejun-bundle-'));
after(() => rmSync(folder, { recursive: true }));
const key = new BundleKey(join(folder, 'secrets', 'bundle-key.pem'));
const unzipped = (platform: Platform) => Object.entries(unzipSync(signedBundle(platform, parts, key).zip));
const filesOf = (platform: Platform): Record<string, string> =>
  Object.fromEntries(unzipped(platform).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
const scripts = {
  windows: ['detect.ps1', 'install.ps1', 'uninstall.ps1'],
  macos: ['install.sh', 'uninstall.sh'],
  linux: ['install.sh', 'uninstall.sh'],
};
const others = { windows: [], macos: ['io.osquery.agent.plist', 'full-disk-access.mobileconfig'], linux: ['tejun.conf'] };
const shared = ['README.txt', 'SHA256SUMS', 'SHA256SUMS.sig', 'bundle.json', 'osquery.flags', 'tejun-ca.pem', 'tejun-secret'];

/** Unix modes by name, read from the zip's central directory. */
function modesOf(zip: Uint8Array): Record<string, number> {
  const bytes = Buffer.from(zip);
  const modes: Record<string, number> = {};
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString();
    modes[name] = bytes[at + 5] === 3 ? bytes.readUInt32LE(at + 38) >>> 16 : 0;
  }
  return modes;
}

describe('the agent bundle', () => {
  for (const platform of platforms) {
    const files = filesOf(platform);

    it(`${platform}: holds what is rolled out, and the secret in one file only`, () => {
      assert.deepEqual(Object.keys(files).sort(), [...shared, ...scripts[platform], ...others[platform]].sort());
      assert.equal(files['tejun-secret'], parts.secret);
      assert.equal(files['tejun-ca.pem'], parts.authority);
      assert.deepEqual(JSON.parse(files['bundle.json']!), { version: 7, platform, server: parts.tlsHost });
      for (const [name, text] of Object.entries(files)) assert.equal(text.includes(parts.secret), name === 'tejun-secret', name);
    });

    it(`${platform}: lists the digest of every other file, and is signed by the key that the screen shows`, () => {
      const listed = new Map(
        files
          .SHA256SUMS!.trimEnd()
          .split('\n')
          .map((line) => line.split('  ').reverse() as [string, string]),
      );
      const raw = Object.fromEntries(unzipped(platform));
      const { SHA256SUMS: sums, 'SHA256SUMS.sig': signature, ...rest } = raw;
      assert.deepEqual([...listed.keys()], Object.keys(rest).sort());
      for (const [name, bytes] of Object.entries(rest))
        assert.equal(listed.get(name), createHash('sha256').update(bytes).digest('hex'), name);
      assert.ok(verify(null, sums!, createPublicKey(key.publicKey), signature!));
      assert.equal(verify(null, Buffer.concat([sums!, Buffer.from(' ')]), createPublicKey(key.publicKey), signature!), false);
    });

    it(`${platform}: is readable by its owner alone where it is secret`, () => {
      const modes = modesOf(signedBundle(platform, parts, key).zip);
      assert.equal(modes['tejun-secret'], 0o600);
      for (const script of scripts[platform]) assert.equal(modes[script], 0o755, script);
    });

    it(`${platform}: keeps the settings outside the folders that an upgrade writes anew`, () => {
      const flags = files['osquery.flags']!;
      const newline = platform === 'windows' ? '\r\n' : '\n';
      assert.ok(flags.endsWith(newline));
      assert.equal(/(?<!\r)\n/.test(flags), platform !== 'windows');
      const lines = flags.trimEnd().split(newline);
      const place = { windows: 'C:\\ProgramData\\Tejun\\', macos: '/private/var/tejun/', linux: '/etc/tejun/' }[platform];
      for (const line of [
        '--tls_hostname=tejun.example.co.jp:8035',
        `--tls_server_certs=${place}tejun-ca.pem`,
        `--enroll_secret_path=${place}tejun-secret`,
        '--config_tls_endpoint=/config/b7',
        '--config_refresh=300',
        '--disable_carver=true',
        '--disable_distributed=false',
      ])
        assert.ok(lines.includes(line), line);
      assert.ok(lines.every((line) => /^--[a-z_]+=\S/.test(line)));
    });

    it(`${platform}: tells in Japanese and English what to do`, () => {
      const readme = files['README.txt']!;
      assert.ok(readme.startsWith('\uFEFF') && readme.includes('管理者権限') && readme.includes('administrator'));
      for (const word of {
        windows: ['Intune', 'グループポリシー', 'detect.ps1'],
        macos: ['Full Disk Access', 'MDM'],
        linux: ['/etc/tejun'],
      }[platform])
        assert.ok(readme.includes(word), word);
    });
  }

  it('is another one by its content, not by its secret or its version', () => {
    const { tlsHost, authority } = parts;
    const digest = (tls: string, platform: Platform = 'linux') => contentDigest(platform, { tlsHost: tls, authority }).toString('hex');
    assert.equal(digest(tlsHost), digest(tlsHost));
    assert.notEqual(digest(tlsHost), digest('other:8035'));
    assert.notEqual(digest(tlsHost), digest(tlsHost, 'macos'));
  });

  it('keeps its key over a restart, readable by the server alone', () => {
    const file = join(folder, 'secrets', 'bundle-key.pem');
    assert.equal(new BundleKey(file).fingerprint, key.fingerprint);
    assert.match(key.fingerprint, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('has shell scripts that a shell can read', () => {
    for (const platform of ['macos', 'linux'] as const)
      for (const name of scripts[platform]) {
        const script = filesOf(platform)[name]!;
        assert.ok(script.startsWith('#!/bin/sh\n') && !script.includes('\r'));
        const read = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
        assert.equal(read.status, 0, read.stderr);
      }
  });

  it('has PowerShell scripts whose quotes and braces close, in the form that Windows PowerShell reads', () => {
    for (const name of scripts.windows) {
      const script = filesOf('windows')[name]!;
      assert.ok(script.startsWith('\uFEFF'), 'without the mark Japanese would be read in the code page of the machine');
      assert.ok(!/(?<!\r)\n/.test(script));
      const bare = script
        .replaceAll(/'(?:[^']|'')*'/g, "''")
        .replaceAll(/"(?:[^"`]|`.)*"/g, '""')
        .replaceAll(/#.*/g, '');
      assert.ok(!/['"]/.test(bare.replaceAll("''", '').replaceAll('""', '')), `a quote stays open in ${name}`);
      for (const [open, close] of ['{}', '()'].map((pair) => [...pair] as [string, string]))
        assert.equal(bare.split(open).length, bare.split(close).length, name + open + close);
    }
    const install = filesOf('windows')['install.ps1']!;
    assert.match(install, /icacls .*tejun-secret.*\/inheritance:r.*S-1-5-18.*S-1-5-32-544/);
    assert.ok(install.indexOf('Get-FileHash') < install.indexOf('Copy-Item'), 'nothing is copied before it was checked');
  });

  it('has property lists that are well formed', () => {
    const files = filesOf('macos');
    for (const name of others.macos) {
      const open: string[] = [];
      for (const [, close, tag, empty] of files[name]!.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
        if (empty) continue;
        if (close) assert.equal(open.pop(), tag, name);
        else open.push(tag!);
      }
      assert.deepEqual(open, [], name);
    }
    assert.match(files['full-disk-access.mobileconfig']!, /SystemPolicyAllFiles[\s\S]*io\.osquery\.agent[\s\S]*3522FA9PXF/);
  });

  describe('on Linux, run in a root of its own', { skip: process.platform !== 'linux' }, () => {
    const [here, root] = [join(folder, 'here'), join(folder, 'root')];
    const daemon = join(root, 'opt/osquery/bin/osqueryd');
    const spread = () => {
      rmSync(here, { recursive: true, force: true });
      rmSync(root, { recursive: true, force: true });
      mkdirSync(here, { recursive: true });
      mkdirSync(join(daemon, '..'), { recursive: true });
      for (const [name, bytes] of unzipped('linux')) writeFileSync(join(here, name), bytes);
    };
    const run = (script: string, ...args: string[]) =>
      spawnSync('sh', [join(here, script), ...args], { encoding: 'utf8', env: { ...process.env, TEJUN_ROOT: root } });

    it('asks for the official package where there is none', () => {
      spread();
      const { status, stderr } = run('install.sh');
      assert.equal(status, 1);
      assert.match(stderr, /official osquery deb or rpm/);
      assert.equal(existsSync(join(root, 'etc/tejun')), false);
    });
    it('puts every file in its place, again and again, and takes all away', () => {
      spread();
      writeFileSync(daemon, '', { mode: 0o755 });
      for (const time of ['first', 'second']) {
        const { status, stderr } = run('install.sh');
        assert.equal(status, 0, `${time}: ${stderr}`);
      }
      const at = (name: string) => join(root, 'etc/tejun', name);
      assert.equal(readFileSync(at('tejun-secret'), 'utf8'), parts.secret);
      assert.equal(statSync(at('tejun-secret')).mode & 0o777, 0o600);
      assert.equal(statSync(at('osquery.flags')).mode & 0o777, 0o644);
      assert.match(
        readFileSync(join(root, 'etc/systemd/system/osqueryd.service.d/tejun.conf'), 'utf8'),
        /^ExecStart=\nExecStart=\/opt\/osquery\/bin\/osqueryd --flagfile=\/etc\/tejun\/osquery\.flags$/m,
      );
      assert.equal(run('uninstall.sh').status, 0);
      assert.equal(existsSync(join(root, 'etc/tejun')), false);
    });
    it('copies nothing where a file is another one, or where the list was signed by somebody else', () => {
      spread();
      writeFileSync(daemon, '', { mode: 0o755 });
      const pem = join(folder, 'key.pem');
      writeFileSync(pem, key.publicKey);
      assert.equal(run('install.sh', '--key', pem).status, 0);
      writeFileSync(pem, new BundleKey(join(folder, 'other.pem')).publicKey);
      rmSync(join(root, 'etc'), { recursive: true });
      assert.match(run('install.sh', '--key', pem).stderr, /signature does not fit/);
      appendFileSync(join(here, 'osquery.flags'), '--disable_carver=false\n');
      const { status, stderr } = run('install.sh');
      assert.equal(status, 1);
      assert.match(stderr, /not the one that was made/);
      assert.equal(existsSync(join(root, 'etc/tejun')), false);
    });
  });

  it('says by the same bytes what the signed list says of them', () => {
    const files = bundleFiles('linux', parts);
    assert.deepEqual(Buffer.from(unzipSync(signedBundle('linux', parts, key).zip)['install.sh']!), Buffer.from(files.get('install.sh')!));
  });
});
