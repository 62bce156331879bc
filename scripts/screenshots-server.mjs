// Tejun for the pictures of the documents, started by screenshots.mjs under the pinned Node: the product as `npm start` starts it, with a
// clock that shows another time than the machine's, because a company's records come from months and a picture is made in minutes.
//
//   TEJUN_CLOCK_AHEAD_MS   how far the clock is ahead; negative: behind
//   a message {pushMs}     pushes it on
import { join } from 'node:path';
import { readConfig } from '../src/base/config.ts';
import { newLog } from '../src/base/log.ts';
import { startTejun } from '../src/server/start.ts';

const root = join(import.meta.dirname, '..');
let aheadMs = Number(process.env.TEJUN_CLOCK_AHEAD_MS ?? 0);

const tejun = await startTejun({
  config: readConfig(process.env, root),
  clock: { now: () => new Date(Date.now() + aheadMs) },
  log: newLog('warn'),
  say: () => {},
  version: '0.1.0',
  webFolder: process.env.TEJUN_WEB_FOLDER ?? join(root, 'web', 'dist'),
});

process.on('message', ({ pushMs }) => {
  aheadMs += pushMs;
  process.send({ aheadMs });
});
// Its parent ends it by closing the channel, and so does the parent's own end, whatever it was.
process.on('disconnect', () => tejun.stop().then(() => process.exit(0)));
process.send({ url: tejun.url.replace('127.0.0.1', 'localhost'), setupLink: tejun.setupLink?.replace('127.0.0.1', 'localhost') ?? null });
