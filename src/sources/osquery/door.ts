import { Worker } from 'node:worker_threads';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { deskOf } from './agent-desk.ts';
import { answerTo, type DoorData, type FromDoor, type ToDoor } from './door-messages.ts';
import { AgentProtocol, type AgentProtocolDeps } from './protocol.ts';

export interface DoorDeps extends AgentProtocolDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly key: string;
  readonly certificate: string;
  /** 0: any that is free. */
  readonly port?: number;
  readonly host?: string;
}

/** What a call leaves behind is gone when its connection is: with room for many of them the collector finds little to keep. */
const maxYoungGenerationSizeMb = 48;

export interface AgentDoor {
  readonly port: number;
  readonly protocol: AgentProtocol;
  /** Calls that are under way end without an answer: their agents send again. */
  close(): Promise<void>;
}

/**
 * Opens the agents' TLS endpoint. Ten thousand computers shake hands 450 times a second: that has a thread of its own, so that no call
 * waits for what the server does besides, which is one question over the port for each of them.
 */
export async function openDoor({ key, certificate, port = 0, host = '127.0.0.1', ...deps }: DoorDeps): Promise<AgentDoor> {
  const protocol = new AgentProtocol(deps);
  const desk = deskOf(protocol, deps.clock, (path, error) => deps.log.error({ err: error, path }, 'agent call failed'));
  const workerData: DoorData = { key, certificate, port, host };
  const thread = new Worker(new URL('./door-thread.ts', import.meta.url), { workerData, resourceLimits: { maxYoungGenerationSizeMb } });
  const opened = Promise.withResolvers<number>();
  const closed = Promise.withResolvers<void>();
  thread.on('message', (message: FromDoor) => {
    switch (message.is) {
      case 'listening':
        return opened.resolve(message.port);
      case 'unopened':
        return opened.reject(Object.assign(new Error(message.message), { code: message.code }));
      case 'closed':
        return closed.resolve();
      case 'count':
        return desk.count(message.name);
      case 'refusedEnrolment':
        return desk.refusedEnrolment(message.address);
      case 'failed':
        return desk.failed(message.path, new Error(message.words));
      default:
        void answerTo(message, desk).then((answer) => thread.postMessage(answer));
    }
  });
  // A thread that breaks is a server that breaks: nobody catches it, as nobody catches what breaks elsewhere.
  const end = async () => {
    await thread.terminate();
  };
  try {
    const listening = await opened.promise;
    return {
      port: listening,
      protocol,
      close: async () => {
        thread.postMessage({ is: 'close' } satisfies ToDoor);
        await closed.promise;
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
