import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { statesOfDevice } from '../../src/engine/checks/index.ts';
import { type DeviceTraits, platforms } from '../../src/facts/kind.ts';
import type { VerdictName } from '../../src/mechanism/check.ts';
import { answers, diskRows, valuesOfAnswers } from '../fixtures/answers/index.ts';
import { type Company, company } from './company.ts';
import { Machine } from './machine.ts';

/** How many times a service is looked at before anything is said of it. */
const looks = 3;

/** A company with a PC and a server of production on each platform, and a service on each server. */
export interface Fleet {
  readonly life: Company;
  readonly machines: readonly Machine[];
  readonly servers: readonly Machine[];
  /** Every machine tells its good or its bad answers, and every room does what it does by itself. */
  tell(how: 'good' | 'bad'): Promise<void>;
  /** A day goes by in which the servers tell how full their disks are. */
  dayOfDisks(percent: number): Promise<void>;
  /** What the rooms do in the background: sweeps, looks, rounds. */
  settle(): Promise<void>;
  /** Whether something listens where the services of the servers are looked for. */
  serve(open: boolean): Promise<void>;
  verdicts(machine: Machine): Promise<ReadonlyMap<string, { verdict: VerdictName; because: { ja: string } }>>;
  close(): Promise<void>;
}

export async function fleet({ start }: { start: string }): Promise<Fleet> {
  const life = await company({ start, values: valuesOfAnswers });
  const machines = await enrolled(life);
  const servers = machines.filter(({ traits }) => traits.deviceClass === 'server');
  const { site } = life;
  const services = await Promise.all(servers.map(() => listening(0)));
  const found: Fleet = {
    life,
    machines,
    servers,
    async tell(how) {
      for (const machine of machines) {
        const { good, bad } = answers[machine.traits.platform];
        machine.answers = how === 'bad' ? [bad, good] : [good];
        await machine.poll();
      }
      await found.settle();
    },
    async dayOfDisks(percent) {
      site.clock.advance({ days: 1 });
      for (const server of servers) await server.tell('disk-space', diskRows(server.traits.platform, percent));
    },
    async settle() {
      for (let look = 0; look < looks; look += 1) await site.capacity.round();
      await site.capacity.daily();
      await site.software.control.idle();
      await site.software.control.look();
      await site.watching.drift.sweep();
      await site.inventory.strangers.round();
    },
    async serve(open) {
      if (open) for (const [at, { port }] of services.entries()) services[at] = await listening(port);
      else await Promise.all(services.map(({ server }) => new Promise((done) => server.close(done))));
    },
    verdicts: async ({ id }) => new Map((await statesOfDevice(site.database.app, id)).map((state) => [state.checkId, state])),
    async close() {
      for (const { server } of services) server.close();
      await life.close();
    },
  };
  for (const [at, { id, name }] of servers.entries())
    await life.act('administrator', 'POST', '/api/capacity/targets', {
      kind: 'tcp',
      name: `${name}の受付`,
      address: `127.0.0.1:${services[at]!.port}`,
      deviceId: id,
      warnMs: 20_000, // The machine of the test may be busy; whether it answers at all is what matters.
    });
  return found;
}

async function listening(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.end()).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function enrolled(life: Company): Promise<Machine[]> {
  const machines: Machine[] = [];
  for (const platform of platforms)
    for (const deviceClass of ['client', 'server'] as const) {
      const isFirst = platform === 'windows' && deviceClass === 'client';
      const name = isFirst ? 'keiri-01' : `${deviceClass}-${platform}`;
      const agent = isFirst ? life.agent : await life.site.agent(name, platform);
      const environment = deviceClass === 'server' ? ('production' as const) : null;
      const traits: DeviceTraits = { platform, deviceClass, environment };
      machines.push(new Machine(agent, { traits, name, number: machines.length + 1, clock: life.site.clock }));
      const body = { devices: [agent.deviceId], class: deviceClass, environment, reason: '用途の確認' };
      await life.act('administrator', 'POST', '/api/devices/place', body);
    }
  return machines;
}

/** What an administrator decides once it is seen what is there: segments, the router in them, and the state that is right. */
export async function decideWhatStands({ life, machines, settle }: Fleet): Promise<void> {
  const { segments } = await life.get('administrator', '/api/inventory/unknown');
  assert.equal(segments.length, 1);
  for (const { id } of segments)
    await life.act('administrator', 'POST', `/api/inventory/segments/${id}/decide`, { rule: 'ask', reason: '社内LAN' });
  await settle();
  await answerStrangers(life, '社内のルータ');
  for (const { traits, id: reference } of machines) {
    const { platform, deviceClass, environment } = traits;
    const body = { platform, class: deviceClass, environment, collections: { services: 'exact' }, reference, share: null };
    const { id } = await life.act('administrator', 'POST', '/api/drift/baselines', body);
    const { digest } = await life.get('administrator', `/api/drift/baselines/${id}`);
    await life.act('committee', 'POST', `/api/drift/baselines/${id}/approve`, { digest, reason: '構築手順書のとおり' });
  }
  await settle();
}

/** Says of every machine that is asked about that it is gear of the company. Returns how many there were. */
export async function answerStrangers({ act, get }: Company, note: string): Promise<number> {
  const { questions } = (await get('administrator', '/api/inventory/unknown')) as { questions: { id: string; answer: string | null }[] };
  const open = questions.filter(({ answer }) => answer === null);
  for (const { id } of open)
    await act('administrator', 'POST', `/api/inventory/unknown/${id}/answer`, { answer: 'gear', device: null, note });
  return open.length;
}

/** Writes why the changes that wait were made. Returns their titles. */
export async function explainWaiting({ act, get }: Company, reason: string): Promise<string[]> {
  const { events } = (await get('administrator', '/api/drift/events?state=waiting&limit=200')) as {
    events: { id: string; revision: number; title: { ja: string } }[];
  };
  const named = events.map(({ id, revision }) => ({ id, revision }));
  if (named.length > 0) await act('administrator', 'POST', '/api/drift/explain', { events: named, reason, own: true, row: null });
  return events.map(({ title }) => title.ja);
}
