import { performance } from 'node:perf_hooks';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { newAgentServer } from './agent-server.ts';
import type { DoorData, FromDoor, ToDoor } from './door-messages.ts';
import { FarDesk } from './far-desk.ts';

/** After a restart every agent calls within its interval; a connection that finds no place in the queue comes seconds later. */
const connectionsWaitingMax = 4096;

/** The thread of the agents' door: handshakes, HTTP and unpacking. It holds no connection to the database and decides nothing. */
const { key, certificate, port, host } = workerData as DoorData;
const main: MessagePort = parentPort!;
const tell = (message: FromDoor): void => main.postMessage(message);
const desk = new FarDesk(main, () => performance.now());
const server = newAgentServer({ desk, key, certificate });

main.on('message', (message: ToDoor) => {
  if (message.is !== 'close') return desk.hear(message);
  server.close(() => tell({ is: 'closed' }));
  server.closeAllConnections();
});
// What travels between threads keeps an error's words only.
const unopened = ({ message, code }: NodeJS.ErrnoException): void => tell({ is: 'unopened', message, code });
server.once('error', unopened);
server.listen({ port, host, backlog: connectionsWaitingMax }, () => {
  server.off('error', unopened);
  tell({ is: 'listening', port: (server.address() as { port: number }).port });
});
