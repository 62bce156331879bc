import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../src/base/clock.ts';
import { readConfig } from '../../src/base/config.ts';
import { newLog, silentLog } from '../../src/base/log.ts';
import { testHome } from '../../src/db/test-database.ts';
import { startTejun } from '../../src/server/start.ts';

const root = join(import.meta.dirname, '..', '..');

/** Real time that a test can push forward: the agent lives in real time, the limits of silence need not be waited for. */
export class PushedClock implements Clock {
  #aheadMs = 0;
  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }
  push(ms: number): void {
    this.#aheadMs += ms;
  }
}

export interface Product {
  readonly url: string;
  /** `<url>/setup#…`, for the first administrator. */
  readonly setupLink: string;
  readonly home: string;
  readonly agentPort: number;
  readonly clock: PushedClock;
  readonly localAgentPid: () => number | undefined;
  /** As the command line, which holds the token of this machine. */
  api(method: string, path: string, body?: unknown): Promise<Response>;
  /** Ends it and starts it anew at the same addresses, with the same data: what time has brought meanwhile is caught up. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole product as a person starts it: embedded PostgreSQL, web app, agents' endpoint; with or without the real agent. */
export async function startProduct({ localAgent = false }: { localAgent?: boolean } = {}): Promise<Product> {
  const home = testHome('tejun-product-');
  const clock = new PushedClock();
  const config = readConfig({ TEJUN_HOME: home, PORT: '0', AGENT_PORT: '0', TEJUN_LOCAL_AGENT: localAgent ? 'on' : 'off' }, root);
  const start = (at: typeof config) =>
    startTejun({
      config: at,
      clock,
      log: process.env.TEJUN_TEST_LOG ? newLog('debug') : silentLog,
      say: () => {},
      version: '0',
      webFolder: join(root, 'web', 'dist'),
    });
  let running = await start(config);
  const token = readFileSync(join(home, 'cli-token'), 'utf8').trim();
  return {
    url: running.url.replace('127.0.0.1', 'localhost'),
    setupLink: running.setupLink!.replace('127.0.0.1', 'localhost'),
    home,
    agentPort: running.agentPort,
    clock,
    localAgentPid: () => running.localAgentPid(),
    api: (method, path, body) =>
      fetch(running.url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    restart: async () => {
      const { url, agentPort } = running;
      await running.stop();
      running = await start({ ...config, port: Number(new URL(url).port), agentPort });
    },
    stop: async () => {
      await running.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A verdict's turn: the agent asks every 60 s, and a busy machine answers late. Nobody waits so long unless something is wrong. */
export const turnMaxMs = 180_000;

/** Waits until something is so, looking every 250 ms; fails with its own words after the limit. */
export async function until<T>(what: string, limitMs: number, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
