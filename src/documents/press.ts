import { Worker } from 'node:worker_threads';
import { Fault } from '../base/fault.ts';
import type { AnyDocument, ProcedureDocument, ReportDocument, StatementDocument } from './model.ts';
import type { PressAnswer, PressOrder } from './press-worker.ts';

/** A document that takes longer is given up, with its thread: the server goes on. */
const makingMsMax = 30_000;
/** Documents are made one after another. Who comes when so many wait comes again. */
const waitingMax = 8;
const retryAfterSeconds = 10;
/** The typesetter holds a quarter of a gigabyte: it is let go when nobody has wanted paper for so long. */
const idleMsMax = 5 * 60_000;

export interface Pressed {
  readonly bytes: Uint8Array;
  /** Of a PDF; 0 for a Word file, whose pages Word counts. */
  readonly pages: number;
  /** Of a PDF: whether it claims PDF/UA-1. It is tagged all the same. */
  readonly accessible: boolean;
}

interface Waiting {
  readonly resolve: (pressed: Pressed) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Makes PDF and Word files in a thread of its own, so that no request waits for paper. The thread starts with the first document. */
export class Press {
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #queued = 0;
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;
  readonly #waiting = new Map<number, Waiting>();
  readonly #msMax: number;

  constructor(options: { msMax?: number } = {}) {
    this.#msMax = options.msMax ?? makingMsMax;
  }

  /**
   * @throws Fault `too-many-attempts` where too many documents wait already
   * @throws Fault `internal` where it took too long or the typesetter refused
   */
  pdf(document: AnyDocument): Promise<Pressed> {
    return this.#inTurn({ format: 'pdf', document });
  }

  /** Throws as `pdf` does. */
  word(document: ProcedureDocument | StatementDocument | ReportDocument): Promise<Pressed> {
    return this.#inTurn({ format: 'docx', document });
  }

  /** Ends the thread. What is being made is refused. */
  async close(): Promise<void> {
    await this.#drop('the server is stopping');
  }

  #inTurn(order: Unnumbered<PressOrder>): Promise<Pressed> {
    if (this.#queued >= waitingMax) return Promise.reject(new Fault('too-many-attempts', { retryAfterSeconds }));
    this.#queued += 1;
    const mine = this.#last
      .then(() => this.#run(order))
      .finally(() => {
        this.#queued -= 1;
      });
    this.#last = mine.catch(() => {}); // told to the one who asked; the next one does not wait for a success
    return mine;
  }

  #run(order: Unnumbered<PressOrder>): Promise<Pressed> {
    const worker = this.#open();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void this.#drop(`it took longer than ${this.#msMax} ms`), this.#msMax);
      this.#waiting.set(id, { resolve, reject, timer });
      worker.ref();
      worker.postMessage({ id, ...order } satisfies PressOrder);
    });
  }

  #open(): Worker {
    clearTimeout(this.#idle);
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./press-worker.ts', import.meta.url));
    worker.on('message', (answer: PressAnswer) => this.#settle(answer));
    worker.on('error', (error) => void this.#drop(error.message, error));
    // An idle press does not keep the process.
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #settle(answer: PressAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) {
      this.#worker?.unref();
      this.#idle = setTimeout(() => void this.#drop('nobody waits'), idleMsMax).unref();
    }
    if ('problem' in answer) waiting.reject(refused(answer.problem));
    else waiting.resolve({ bytes: answer.bytes, pages: answer.pages, accessible: answer.accessible });
  }

  async #drop(problem: string, cause?: Error): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(refused(problem, cause));
    }
    this.#waiting.clear();
    await worker?.terminate();
  }
}

const refused = (problem: string, cause?: Error): Fault =>
  new Fault('internal', { problem: `the document could not be made: ${problem}` }, cause ? { cause } : {});
