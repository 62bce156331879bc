import { Worker } from 'node:worker_threads';
import { Fault, type FaultCode } from '../../base/fault.ts';
import type { ScanReport } from './report.ts';
import { scanLimits } from './report.ts';

/** What the thread answers with. A Fault is no plain object, so it travels in its parts. */
export type Answer =
  | { readonly ok: true; readonly report: ScanReport }
  | { readonly ok: false; readonly code: FaultCode | null; readonly params: Fault['params']; readonly problem: string };

/** Threads at work at once; more would only take the processor from one another. */
const threadsMax = 2;
const waitingMax = 8;
const retryAfterSeconds = 10;
let working = 0;
const waiting: (() => void)[] = [];

/**
 * Reads a report in a thread of its own: a large file must not keep the server from answering others, and one that eats memory or time
 * ends with its thread. The bytes are copied, so that they can be hashed and read again.
 *
 * @throws Fault `file-unreadable`, `too-many-attempts` where too many wait
 */
export async function readScanInThread(bytes: Uint8Array): Promise<ScanReport> {
  if (waiting.length >= waitingMax) throw new Fault('too-many-attempts', { retryAfterSeconds });
  if (working >= threadsMax) await new Promise<void>((resolve) => waiting.push(resolve));
  else working += 1;
  try {
    return await work(bytes);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else working -= 1;
  }
}

function work(bytes: Uint8Array): Promise<ScanReport> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread-work.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: scanLimits.memoryMegabytesMax },
      stdout: true,
      stderr: true,
    });
    const late = setTimeout(() => {
      reject(tooHeavy('time'));
      void thread.terminate();
    }, scanLimits.readingMsMax);
    thread.once('message', (answer: Answer) => {
      if (answer.ok) resolve(answer.report);
      else reject(answer.code === null ? new Fault('internal', { problem: answer.problem }) : new Fault(answer.code, answer.params));
    });
    thread.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHeavy('memory') : new Fault('internal', { problem: 'reading a scan' }, { cause }),
      ),
    );
    thread.once('exit', () => {
      clearTimeout(late);
      // Where it answered, the promise is settled and this says nothing.
      reject(new Fault('internal', { problem: 'the thread ended without an answer' }));
    });
  });
}

const tooHeavy = (problem: string): Fault =>
  new Fault('file-unreadable', {
    why: 'scan',
    problem,
    ja: '報告が大きすぎるか複雑すぎて、読み取れませんでした。何も取り込んでいません。対象を分けて診断し直してください。',
    en: 'The report is too large or too complex. Nothing was imported. Scan in smaller parts.',
  });
