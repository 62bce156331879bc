import { systemClock } from '../../src/base/clock.ts';
import { newLog } from '../../src/base/log.ts';
import { applicationRole, openPool } from '../../src/db/pool.ts';
import { NotifySettings, Sender } from '../../src/notify/index.ts';
import { testVault } from '../../src/notify/testing/site.ts';

/** A process that sends what is queued in the database that it is given, until nothing is left. The test kills it in the middle. */
const pool = openPool({ url: process.argv[2]!, connectionsMax: 6, role: applicationRole });
const settings = new NotifySettings({ pool, clock: systemClock, vault: testVault });
const quiet = { nextQuietEnd: (at: Date) => at };
const sender = new Sender({ pool, clock: systemClock, log: newLog('warn'), settings, quiet });
await sender.start();
await sender.runDue();
await sender.stop();
await pool.end();
