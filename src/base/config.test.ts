import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from './config.ts';
import { Fault } from './fault.ts';

const read = (env: Record<string, string> = {}) => readConfig(env, '/srv/tejun');

describe('the configuration', () => {
  it('works without any variable, and takes an empty one for unset', () => {
    const config = read({ PORT: '', TEJUN_HOME: '', DATABASE_URL: '' });
    assert.deepEqual(
      [config.home, config.host, config.port, config.agentHost, config.agentPort],
      ['/srv/tejun/data', '127.0.0.1', 8034, '127.0.0.1', 8035],
    );
    assert.deepEqual([config.databaseUrl, config.localAgent, config.isLoopback, config.tls], [undefined, true, true, undefined]);
    assert.ok(['localhost', '127.0.0.1', '::1'].every((name) => config.serverNames.includes(name)));
  });

  it('names the variable that is wrong', () => {
    const wrong: Record<string, string>[] = [
      { PORT: 'http' },
      { PORT: '70000' },
      { TEJUN_LOCAL_AGENT: 'maybe' },
      { LOG_LEVEL: 'loud' },
      { TEJUN_PUBLIC_URL: 'tejun' },
    ];
    for (const env of wrong) {
      assert.throws(
        () => read(env),
        (error) => error instanceof Fault && error.code === 'config-invalid' && error.params.variable === Object.keys(env)[0],
      );
    }
    assert.throws(() => read({ TEJUN_TLS_CERT: 'a.pem' }), { code: 'config-invalid' });
  });

  it('puts the names that were chosen first: agents are sent there', () => {
    const names = (env: Record<string, string>) => read(env).serverNames;
    assert.equal(names({ TEJUN_SERVER_NAMES: ' tejun.example.co.jp , 192.0.2.5 ', HOST: '0.0.0.0' })[0], 'tejun.example.co.jp');
    assert.equal(names({ TEJUN_PUBLIC_URL: 'https://iso.example.co.jp/' })[0], 'iso.example.co.jp');
    assert.equal(names({ HOST: '192.0.2.7' })[0], '192.0.2.7');
    assert.ok(!names({ HOST: '0.0.0.0' }).includes('0.0.0.0'));
    assert.equal(new Set(names({ TEJUN_SERVER_NAMES: 'localhost' })).size, names({ TEJUN_SERVER_NAMES: 'localhost' }).length);
  });

  it('knows loopback, and ends the public address without a slash', () => {
    for (const host of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) assert.ok(read({ HOST: host }).isLoopback, host);
    for (const host of ['0.0.0.0', '::', '192.0.2.1', '127.0.0.1.example.com'.slice(9)]) assert.ok(!read({ HOST: host }).isLoopback, host);
    assert.equal(read({ TEJUN_PUBLIC_URL: 'https://iso.example.co.jp/' }).publicUrl, 'https://iso.example.co.jp');
    assert.deepEqual(read({ TEJUN_TRUSTED_PROXIES: '10.0.0.1, ,10.0.0.2' }).trustedProxies, ['10.0.0.1', '10.0.0.2']);
  });
});
