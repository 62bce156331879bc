import { canonicalJson, sha256 } from '../../base/hash.ts';

/** A log line as intake stores it. */
export interface AgentLine {
  readonly key: Buffer;
  readonly deviceId: string;
  readonly type: 'result' | 'status';
  readonly name: string;
  readonly at: Date;
  readonly receivedAt: Date;
  readonly body: unknown;
}
export interface BadLine {
  readonly reason: string;
  readonly content: string;
}

/** The agent sends at most so many lines in one call. */
const linesPerCallMax = 10_000;
const nameCharsMax = 500;
/** The end of the year 9999. */
const secondsMax = 253_402_300_799;

/**
 * Takes the lines of one call apart. The agent repeats a call whose answer it did not get, so a line's key is what makes
 * it this line: device, name, epoch, counter, time, action and content. Bad lines are handed back, good ones never lost.
 */
export function readLines(deviceId: string, logType: unknown, data: unknown, receivedAt: Date): { lines: AgentLine[]; bad: BadLine[] } {
  const bad: BadLine[] = [];
  const lines: AgentLine[] = [];
  if (logType !== 'result' && logType !== 'status') {
    return {
      lines,
      bad: [{ reason: `log_type ${JSON.stringify(logType)?.slice(0, 100)} is not known`, content: JSON.stringify(data) ?? '' }],
    };
  }
  if (!Array.isArray(data)) return { lines, bad: [{ reason: 'data is not a list', content: JSON.stringify(data) ?? '' }] };
  const type: 'result' | 'status' = logType;
  data.forEach((item: unknown, index) => {
    const line = index < linesPerCallMax ? readLine(deviceId, type, item, receivedAt) : `more than ${linesPerCallMax} lines in one call`;
    if (typeof line === 'string') bad.push({ reason: line, content: JSON.stringify(item) ?? '' });
    else lines.push(line);
  });
  return { lines, bad };
}

/** One line, or the reason why it is none. Never throws: a line that nobody foresaw must not take the good ones with it. */
function readLine(deviceId: string, type: 'result' | 'status', item: unknown, receivedAt: Date): AgentLine | string {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return 'a line is not an object';
  const line = item as Record<string, unknown>;
  const seconds = typeof line.unixTime === 'number' || typeof line.unixTime === 'string' ? Number(line.unixTime) : Number.NaN;
  if (!Number.isFinite(seconds) || seconds <= 0 || seconds > secondsMax) return 'a line has no time';
  const name = type === 'result' ? line.name : (line.filename ?? '');
  if (typeof name !== 'string') return type === 'result' ? 'a result has no name' : 'the filename is not text';
  try {
    return {
      key: keyOf(deviceId, type, line),
      deviceId,
      type,
      name: name.slice(0, nameCharsMax),
      at: new Date(seconds * 1000),
      receivedAt,
      body: line,
    };
  } catch (error) {
    return `a line cannot be stored: ${String(error)}`;
  }
}

function keyOf(deviceId: string, type: string, line: Record<string, unknown>): Buffer {
  const { name, epoch, counter, unixTime, action, columns, snapshot, diffResults, severity, filename, line: row, message } = line;
  return sha256(
    canonicalJson(
      [deviceId, type, name, epoch, counter, unixTime, action, columns, snapshot, diffResults, severity, filename, row, message].map(
        (part) => part ?? null,
      ),
    ),
  );
}
