import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { endStoredGroup, type GroupRule, groupNames, groupVersionInForce, lockGroups, putGroupVersion } from './group.store.ts';

export const groupsMax = 200;

export interface GroupDraft {
  readonly name: string;
  readonly rule: GroupRule;
  readonly reason: string;
}

interface Deps {
  readonly pool: Pool;
  readonly clock: Clock;
}

const saidOf = ({ name, rule, reason }: GroupDraft): GroupDraft => {
  const said = { name: name.trim(), reason: reason.trim(), rule: withoutNothing(rule) };
  if (said.reason === '') throw new Fault('reason-required');
  if (said.name === '') throw new Fault('bad-request', { problem: 'a group has a name' });
  // A group of everything would be no group, and a pattern of nothing but stars says nothing.
  if (Object.keys(said.rule).length === 0) throw new Fault('bad-request', { problem: 'a group has a condition' });
  return said;
};

/** What was left empty asks nothing. */
function withoutNothing(rule: GroupRule): GroupRule {
  const kept = Object.entries(rule).filter(([key, value]) => {
    if (typeof value === 'string') return (key === 'name' ? value.replaceAll('*', '') : value).trim() !== '';
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
  return Object.fromEntries(kept.map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]));
}

/** Makes a group. Throws `conflict` where another one has its name. */
export async function addGroup({ pool, clock }: Deps, draft: GroupDraft, by: string): Promise<string> {
  const said = saidOf(draft);
  return inTransaction(pool, async (tx) => {
    await lockGroups(tx);
    if ((await namedAlike(tx, said.name, null)).taken >= groupsMax) throw new Fault('bad-request', { problem: 'too many groups' });
    const id = newId();
    await write(tx, { id, version: 1, ...said, by, at: clock.now() }, 'made');
    return id;
  });
}

/** Writes the next version of a group. `version` is the one that was read: `conflict` where it is no longer in force. */
export async function changeGroup({ pool, clock }: Deps, id: string, version: number, draft: GroupDraft, by: string): Promise<void> {
  const said = saidOf(draft);
  await inTransaction(pool, async (tx) => {
    await lockGroups(tx);
    await hold(tx, id, version);
    await namedAlike(tx, said.name, id);
    await write(tx, { id, version: version + 1, ...said, by, at: clock.now() }, 'changed');
  });
}

/** Ends a group. Its versions stay in the record; filters that name it find nothing. */
export async function endGroup({ pool, clock }: Deps, id: string, version: number, reason: string, by: string): Promise<void> {
  if (reason.trim() === '') throw new Fault('reason-required');
  await inTransaction(pool, async (tx) => {
    await lockGroups(tx);
    await hold(tx, id, version);
    const at = clock.now();
    await endStoredGroup(tx, id, at);
    await append(tx, at, [
      { kind: 'device.group', actor: by, subject: `group:${id}`, payload: { act: 'ended', version, reason: reason.trim() } },
    ]);
  });
}

async function hold(tx: Tx, id: string, version: number): Promise<void> {
  const group = await groupVersionInForce(tx, id);
  if (!group || group.endedAt) throw new Fault('not-found', { group: id });
  if (group.version !== version) throw new Fault('conflict', { group: id });
}

async function namedAlike(tx: Tx, name: string, except: string | null): Promise<{ taken: number }> {
  const names = await groupNames(tx);
  if (names.some((each) => each.id !== except && each.name.toLowerCase() === name.toLowerCase())) throw new Fault('conflict', { name });
  return { taken: names.length };
}

async function write(tx: Tx, group: Parameters<typeof putGroupVersion>[1], act: 'made' | 'changed'): Promise<void> {
  const { id, version, name, rule, reason, by, at } = group;
  const payload = { act, version, name, rule: JSON.parse(JSON.stringify(rule)), reason };
  const seq = await append(tx, at, [{ kind: 'device.group', actor: by, subject: `group:${id}`, payload }]);
  await putGroupVersion(tx, group, seq);
}
