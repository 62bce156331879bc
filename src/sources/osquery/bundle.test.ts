import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { type Platform, platforms } from '../../facts/kind.ts';
import { agentBundle } from './bundle.ts';

const parts = {
  tlsHost: 'tejun.example.co.jp:8035',
  authority: '-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n',
  secret: 's3cret-of-the-company',
};
const filesOf = (platform: Platform): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(agentBundle(platform, parts))).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
  );

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
    const script = platform === 'windows' ? 'install.ps1' : 'install.sh';

    it(`${platform}: holds flags, authority, secret, script and a page, and the secret in one file only`, () => {
      assert.deepEqual(Object.keys(files).sort(), ['README.txt', script, 'osquery.flags', 'tejun-ca.pem', 'tejun-secret'].sort());
      assert.equal(files['tejun-secret'], parts.secret);
      assert.equal(files['tejun-ca.pem'], parts.authority);
      for (const [name, text] of Object.entries(files)) assert.equal(text.includes(parts.secret), name === 'tejun-secret', name);
    });

    it(`${platform}: is readable by its owner alone where it is secret`, () => {
      const modes = modesOf(agentBundle(platform, parts));
      assert.equal(modes['tejun-secret'], 0o600);
      assert.equal(modes[script], 0o755);
    });

    it(`${platform}: points the flags at the server, its authority and the places of the official package`, () => {
      const flags = files['osquery.flags']!;
      const newline = platform === 'windows' ? '\r\n' : '\n';
      assert.ok(flags.endsWith(newline));
      assert.equal(/(?<!\r)\n/.test(flags), platform !== 'windows');
      const lines = flags.trimEnd().split(newline);
      const folder = { windows: 'C:\\Program Files\\osquery\\', macos: '/private/var/osquery/', linux: '/etc/osquery/' }[platform];
      for (const line of [
        '--tls_hostname=tejun.example.co.jp:8035',
        `--tls_server_certs=${folder}tejun-ca.pem`,
        `--enroll_secret_path=${folder}tejun-secret`,
        '--config_refresh=300',
        '--disable_carver=true',
        '--disable_distributed=false',
      ])
        assert.ok(lines.includes(line), line);
      assert.ok(lines.every((line) => /^--[a-z_]+=\S/.test(line)));
    });

    it(`${platform}: tells in Japanese and English what to do`, () => {
      assert.ok(files['README.txt']!.startsWith('\uFEFF'));
      assert.ok(
        files['README.txt']!.includes(script) &&
          files['README.txt']!.includes('管理者権限') &&
          files['README.txt']!.includes('administrator'),
      );
    });
  }

  it('has shell scripts that a shell can read', () => {
    for (const platform of ['macos', 'linux'] as const) {
      const script = filesOf(platform)['install.sh']!;
      assert.ok(script.startsWith('#!/bin/sh\n') && !script.includes('\r'));
      assert.match(script, /install -m 0600 "\$here\/tejun-secret"/);
      const read = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
      assert.equal(read.status, 0, read.stderr);
    }
  });

  it('has a PowerShell script whose quotes and braces close, in the form that Windows PowerShell reads', () => {
    const script = filesOf('windows')['install.ps1']!;
    assert.ok(script.startsWith('\uFEFF'), 'without the mark Japanese would be read in the code page of the machine');
    assert.ok(!/(?<!\r)\n/.test(script));
    const bare = script
      .replaceAll(/'(?:[^']|'')*'/g, "''")
      .replaceAll(/"(?:[^"`]|`.)*"/g, '""')
      .replaceAll(/#.*/g, '');
    assert.ok(!/['"]/.test(bare.replaceAll("''", '').replaceAll('""', '')), 'a quote stays open');
    for (const [open, close] of ['{}', '()'].map((pair) => [...pair] as [string, string]))
      assert.equal(bare.split(open).length, bare.split(close).length, open + close);
    assert.match(script, /icacls .*tejun-secret.*\/inheritance:r.*S-1-5-18.*S-1-5-32-544/);
  });
});
