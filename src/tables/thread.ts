import { Worker } from 'node:worker_threads';
import { Fault, type FaultCode } from '../base/fault.ts';
import { tableLimits } from './limits.ts';
import type { ReadOptions } from './read.ts';
import type { ReadTable, WorkbookFacts, WrittenSheet } from './shape.ts';

export type Task =
  | { readonly task: 'read'; readonly bytes: Uint8Array; readonly options: ReadOptions }
  | { readonly task: 'write'; readonly sheets: readonly WrittenSheet[]; readonly facts: WorkbookFacts };

/** What the thread answers with. A Fault is no plain object, so it travels in its parts. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: FaultCode | null; readonly params: Fault['params']; readonly problem: string };

/** Threads at work at once; more would only take the processor from one another. */
const threadsMax = 2;
const waitingMax = 20;
const retryAfterSeconds = 10;

let working = 0;
const waiting: (() => void)[] = [];

/**
 * Does a task in a thread of its own: a large file must not keep the server from answering others, and one that eats memory or
 * time ends with its thread.
 */
export async function inWorker(task: Extract<Task, { task: 'read' }>): Promise<ReadTable>;
export async function inWorker(task: Extract<Task, { task: 'write' }>): Promise<Uint8Array>;
export async function inWorker(task: Task): Promise<unknown> {
  if (waiting.length >= waitingMax) throw new Fault('too-many-attempts', { retryAfterSeconds });
  if (working >= threadsMax) await new Promise<void>((resolve) => waiting.push(resolve));
  else working += 1;
  try {
    return await work(task);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else working -= 1;
  }
}

function work(task: Task): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread-work.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: tableLimits.memoryMegabytesMax },
      stdout: true,
      stderr: true,
    });
    const late = setTimeout(() => {
      reject(tooHeavy({ problem: 'time' }));
      void thread.terminate();
    }, tableLimits.readingMsMax);
    thread.once('message', (answer: Answer) => {
      if (answer.ok) resolve(answer.result);
      else if (answer.code === null) reject(new Fault('internal', { problem: answer.problem }));
      else reject(new Fault(answer.code, answer.params));
    });
    thread.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? tooHeavy({ problem: 'memory' })
          : new Fault('internal', { problem: 'tables' }, { cause }),
      ),
    );
    thread.once('exit', () => {
      clearTimeout(late);
      // Where it answered, the promise is settled and this says nothing.
      reject(new Fault('internal', { problem: 'the thread ended without an answer' }));
    });
  });
}

const tooHeavy = (params: { problem: string }): Fault =>
  new Fault('file-unreadable', {
    ...params,
    ja: 'ファイルが大きすぎるか複雑すぎて、読み書きできませんでした。行を減らすか、必要なシートだけを別のファイルに保存してください。',
    en: 'The file is too large or too complex. Use fewer rows, or save only the sheet that is needed as a file of its own.',
  });
