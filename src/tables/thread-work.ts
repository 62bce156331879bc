import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../base/fault.ts';
import type { Answer, Task } from './thread.ts';

/** Each kind of work loads what it needs and no more. */
async function done(task: Task): Promise<unknown> {
  if (task.task === 'read') return (await import('./read-bytes.ts')).readBytes(task.bytes, task.options);
  return (await import('./workbook-write.ts')).workbookBytes(task.sheets, task.facts);
}

/** What runs in the thread: one task, one answer. */
async function answer(task: Task): Promise<Answer> {
  try {
    return { ok: true, result: await done(task) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, code: error.code, params: error.params, problem: error.message };
    return { ok: false, code: null, params: {}, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.postMessage(await answer(workerData as Task));
