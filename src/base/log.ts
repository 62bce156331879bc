import { type Logger, pino } from 'pino';

/** A fixed message and fields; never a secret or a fact's body. Lines go to standard error so that standard output stays for people. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;

export const newLog = (level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));

export const silentLog: Log = pino({ level: 'silent' });
