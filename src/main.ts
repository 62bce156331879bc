import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from './base/clock.ts';
import { type Config, readConfig } from './base/config.ts';
import { Fault } from './base/fault.ts';
import { newLog } from './base/log.ts';
import { startTejun } from './server/start.ts';

/** The composition root's shell: reads the environment, starts, says what it does, and ends cleanly on a signal. */
const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  const config: Config = readConfig(process.env, process.env.TEJUN_FOLDER ?? root);
  const log = newLog(config.logLevel);
  const starting = startTejun({ config, clock: systemClock, log, say, version, webFolder: join(root, 'web', 'dist') });
  let ending = false;
  const end = (signal: string): void => {
    if (ending) return;
    ending = true;
    say(`終了しています… (${signal}: stopping)`);
    starting
      .then((server) => server.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'could not stop cleanly');
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(signal));
  await starting;
} catch (error) {
  const said =
    error instanceof Fault
      ? `${error.code} ${Object.entries(error.params)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', ')}`
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`起動できませんでした。(Tejun could not start)\n${said}\n`);
  process.exit(1);
}
