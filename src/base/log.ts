import { type Logger, pino, type SerializedError, stdSerializers } from 'pino';

/** A fixed message and fields; never a secret or a fact's body. Lines go to standard error so that standard output stays for people. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;

export const newLog = (level: string): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: loggedError } },
    pino.destination({ dest: 2, sync: true }),
  );

/** PostgreSQL's errors quote the row that it refused; a fact's body or a secret would stand in the log. */
export function loggedError(error: Error): SerializedError {
  if (!(error instanceof Error)) return error; // whatever was thrown, as it is
  const { detail: _detail, where: _where, internalQuery: _query, ...rest } = stdSerializers.err(error);
  return rest as SerializedError;
}

export const silentLog: Log = pino({ level: 'silent' });
