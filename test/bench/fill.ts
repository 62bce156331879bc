import { systemClock } from '../../src/base/clock.ts';
import { newId } from '../../src/base/id.ts';
import { allParams } from '../../src/catalog/index.ts';
import type { Draft } from '../../src/intake/index.ts';
import type { Engine } from '../../src/server/engine.ts';
import { translateAnswer } from '../../src/sources/osquery/answers.ts';
import { questions } from '../../src/sources/osquery/questions/index.ts';
import { uuidOf } from './messages.ts';
import { type Host, platformOf, rowsFor } from './rows.ts';

/** Deliveries under way at once. */
const atOnce = 200;

/**
 * Enrols so many devices, each of which answers everything that is asked of its platform, through the real intake and engine. What is asked
 * by the hour and by the day was answered `hourlyMsAgo` before. Returns the node keys, by number.
 */
export async function fillDevices(engine: Engine, devices: number, tell: (text: string) => void, hourlyMsAgo = 0): Promise<string[]> {
  const keys: string[] = [];
  const values = Object.fromEntries(allParams.map((param) => [param.id, engine.values.now(param)]));
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let number = next++; number < devices; number = next++) {
        keys[number] = await fillOne(engine, number, values, hourlyMsAgo);
        if (number % 2000 === 1999) tell(`${number + 1} devices have answered`);
      }
    }),
  );
  return keys;
}

async function fillOne(
  { devices: book, intake }: Engine,
  number: number,
  values: Readonly<Record<string, unknown>>,
  hourlyMsAgo: number,
): Promise<string> {
  const platform = platformOf(number);
  const at = systemClock.now();
  const started = Math.floor(at.getTime() / 1000);
  const host: Host = {
    number,
    name: `${platform === 'linux' ? 'srv' : 'pc'}-${String(number).padStart(5, '0')}`,
    platform,
    failing: number % 20 === 3,
    started,
    drift: 0,
  };
  const { deviceId, nodeKey } = await book.enrol({
    hardwareUuid: uuidOf(`hardware ${number}`),
    serial: `PF${String(number).padStart(6, '0')}`,
    instanceId: newId(),
    hostIdentifier: uuidOf(`hardware ${number}`),
    platform,
    name: host.name,
    os: platform === 'windows' ? 'Microsoft Windows 11 Pro 10.0.26100' : platform === 'macos' ? 'macOS 15.6.1' : 'Debian GNU/Linux 13',
    agentVersion: '5.23.1',
    hardware: 'LENOVO ThinkPad X13 Gen 5',
  } as Parameters<typeof book.enrol>[0]);
  const drafts = questions
    .filter((question) => question.platform === platform)
    .flatMap((question): Draft[] => {
      const queries: Record<string, unknown> = {};
      const statuses: Record<string, number> = {};
      for (const [part, sql] of Object.entries(question.sql)) {
        const id = `${question.id}#${part}`;
        queries[id] = rowsFor(host, id, typeof sql === 'string' ? sql : sql(values), started);
        statuses[id] = 0;
      }
      const answer = translateAnswer(question, { queries, statuses }, { askedAt: at, receivedAt: at }, values);
      const observedAt = question.cadence === 'minute' ? at : new Date(at.getTime() - hourlyMsAgo);
      const draft = { deviceId, kind: question.kind.kind, source: 'osquery', observedAt, receivedAt: at };
      if (answer.is === 'fact') {
        const { body, collected, neighbours } = answer;
        return [{ ...draft, body, ...(collected && { collected }), ...(neighbours && { neighbours }) }];
      }
      return answer.is === 'unreadable' ? [{ ...draft, unreadable: answer.words }] : [];
    });
  await intake.accept({ drafts });
  return nodeKey;
}
