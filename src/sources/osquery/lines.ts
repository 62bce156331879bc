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
    if (index >= linesPerCallMax) {
      bad.push({ reason: `more than ${linesPerCallMax} lines in one call`, content: JSON.stringify(item) });
      return;
    }
    if (item === null || typeof item !== 'object' || Array.isArray(item)) {
      bad.push({ reason: 'a line is not an object', content: JSON.stringify(item) ?? '' });
      return;
    }
    const line = item as Record<string, unknown>;
    const seconds = Number(line.unixTime);
    if (!Number.isFinite(seconds) || seconds <= 0 || seconds > 253_402_300_799) {
      bad.push({ reason: 'a line has no time', content: JSON.stringify(line) });
      return;
    }
    if (type === 'result' && typeof line.name !== 'string') {
      bad.push({ reason: 'a result has no name', content: JSON.stringify(line) });
      return;
    }
    const name = type === 'result' ? (line.name as string) : String(line.filename ?? '');
    lines.push({
      key: keyOf(deviceId, type, line),
      deviceId,
      type,
      name: name.slice(0, 500),
      at: new Date(seconds * 1000),
      receivedAt,
      body: line,
    });
  });
  return { lines, bad };
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
