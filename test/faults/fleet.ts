import { newId } from '../../src/base/id.ts';
import { SimulatedAgent } from '../bench/agent.ts';
import type { ServerProcess } from '../bench/server-process.ts';
import { Wire } from '../bench/wire.ts';

/** A small fleet that talks without pause, whatever becomes of the server. */
export class BusyFleet {
  readonly agents: SimulatedAgent[];
  /** Good calls since the start, and the bad ones by what was wrong with them. */
  good = 0;
  readonly problems = new Map<string, number>();
  /** Good calls since the last `mark()`. */
  #marked = 0;
  #running = false;
  #loops: Promise<void>[] = [];

  constructor(server: ServerProcess, size: number) {
    const observe = (path: string, _ms: number, problem: string | null) => {
      if (problem === null) this.good += 1;
      else this.problems.set(`${path}: ${problem}`, (this.problems.get(`${path}: ${problem}`) ?? 0) + 1);
    };
    const deps = { wire: new Wire(server.place.agentPort, server.authority), secret: server.secret, run: newId().slice(0, 8), observe };
    this.agents = Array.from({ length: size }, (_, number) => new SimulatedAgent(number, deps));
  }

  get acknowledged(): string[] {
    return this.agents.flatMap((agent) => agent.acknowledged);
  }

  async enrol(): Promise<void> {
    for (const agent of this.agents) if (!(await agent.enrol())) throw new Error(`no enrolment: ${[...this.problems.keys()]}`);
  }

  /** Every agent logs and answers questions, over and over. */
  start(pauseMs: number): void {
    this.#running = true;
    this.#loops = this.agents.map(async (agent) => {
      while (this.#running) {
        agent.happen(2, agent.host.number % 5 === 0 ? 1 : 0);
        await agent.flush();
        await agent.poll();
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    });
  }

  /** Resolves when so many more calls have succeeded: the fleet is at full work again. */
  async hasWorked(calls: number): Promise<void> {
    this.#marked = this.good;
    await until(() => this.good >= this.#marked + calls, `${calls} more good calls, problems: ${[...this.problems].slice(-5)}`);
  }

  /** Ends the loops and sends what is still buffered. */
  async finish(): Promise<void> {
    this.#running = false;
    await Promise.all(this.#loops);
    for (let round = 0; round < 20 && this.agents.some((agent) => agent.buffered > 0); round++)
      await Promise.all(this.agents.map((agent) => agent.flush()));
  }
}

/** Waits for a condition, looking often; fails loudly where it never comes. */
export async function until(condition: () => boolean | Promise<boolean>, what: string, withinMs = 120_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
