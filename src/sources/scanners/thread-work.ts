import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../../base/fault.ts';
import { readScan } from './read.ts';
import type { Answer } from './thread.ts';

/** What runs in the thread: one report, one answer. */
function answer(): Answer {
  try {
    return { ok: true, report: readScan(workerData as Uint8Array) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, code: error.code, params: error.params, problem: error.message };
    return { ok: false, code: null, params: {}, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.postMessage(answer());
