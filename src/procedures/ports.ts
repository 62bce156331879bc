import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { actors } from '../catalog/control.ts';
import type { Tx } from '../db/pool.ts';
import { isParty, type Party } from './content.ts';

export interface CompanyNow {
  /** '' while nobody named it. */
  readonly name: string;
  /** Its answers to the conditions of applicability. */
  readonly conditions: Readonly<Partial<Record<string, boolean>>>;
  /** Who sees to a clause that asks for something, and who stands in, where nobody else is named. */
  readonly defaultOwner: Party | null;
  readonly defaultDeputy: Party | null;
  /** Why a control applies, for the statement, where the company wrote no reason of its own; '' while the answers do not say. */
  readonly included?: (control: string) => string;
}

/** What this room asks of others; handed in where the server is composed. */
export interface ProceduresPorts {
  /** What the company says of itself, as it stands now. */
  company(): CompanyNow;
  /** How many must approve a version that is submitted now. */
  approvalsNeeded(): number;
  /** What the answers propose for a control or a clause by its id; null where they propose nothing. */
  proposed(id: string): { readonly applicable: boolean; readonly reason: Words } | null;
  readonly persons: {
    /** People who can be named as owners now. */
    active(): Promise<readonly { readonly id: string; readonly name: string }[]>;
    /** Names by id, of those who left too. */
    named(ids: readonly string[]): Promise<ReadonlyMap<string, { readonly name: string; readonly gone: boolean }>>;
  };
  /** The first moment of a local date (`2026-12-01`), and the local date of a moment. */
  startOfDay(date: string): Date;
  localDate(at: Date): string;
  /** Queues what people are told of a version, within the transaction that moves it. */
  tell?(tx: Tx, at: Date, news: ProcedureNews): Promise<void>;
  /** Measured facts that contradict an answer, each at a clause or a control. */
  contradictions(): Promise<readonly { readonly at: string; readonly words: Words }[]>;
}

/** What happened to a version, for those who wait for it. */
export interface ProcedureNews {
  readonly what: 'submitted' | 'approved' | 'returned';
  readonly id: string;
  /** `1.1` */
  readonly number: string;
  readonly effectiveOn: string;
  /** The submitter's note, or the comment of who returned it. */
  readonly words: string;
  /** Account ids: who did it, and who had submitted. */
  readonly by: string;
  readonly submittedBy: string;
}

/** Roles that can own a clause. A user, a supplier or an auditor carries out what others see to. */
export const owningRoles = ['administrator', 'committee', 'management', 'departmentManager', 'operator', 'developer'] as const;
const isOwningRole = (role: string): role is (typeof owningRoles)[number] => (owningRoles as readonly string[]).includes(role);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A role or a person as it was given. Throws `bad-request` for what can be neither; whether the person is still here is told later. */
export function partyOf(field: string, given: string | null): Party | null {
  if (given === null) return null;
  const [kind, id = ''] = given.split(':');
  if (isParty(given) && (kind === 'role' ? isOwningRole(id) : uuid.test(id))) return given;
  throw new Fault('bad-request', { field, problem: 'neither a role nor a person' });
}

export interface PartyName {
  readonly name: Words;
  /** The person left, or the role exists no more. */
  readonly gone: boolean;
}
export type PartyNames = ReadonlyMap<string, PartyName>;

const unknownPerson: PartyName = { name: { ja: '(名簿にない人)', en: '(not on the staff list)' }, gone: true };
const unknownRole: PartyName = { name: { ja: '(今はない役割)', en: '(a role that exists no more)' }, gone: true };

/** Names of roles and people, for owners and deputies. Every party that is asked for gets one. */
export async function namesOf(persons: ProceduresPorts['persons'], parties: Iterable<Party>): Promise<PartyNames> {
  const wanted = [...new Set(parties)];
  const ids = wanted.flatMap((party) => (party.startsWith('person:') ? [party.slice('person:'.length)] : [])).filter((id) => uuid.test(id));
  const named = ids.length === 0 ? new Map<string, { name: string; gone: boolean }>() : await persons.named(ids);
  return new Map(
    wanted.map((party) => {
      const [kind, id] = party.split(':') as ['role' | 'person', string];
      if (kind === 'role') return [party, isOwningRole(id) ? { name: actors[id], gone: false } : unknownRole];
      const person = named.get(id);
      return [party, person ? { name: { ja: person.name, en: person.name }, gone: person.gone } : unknownPerson];
    }),
  );
}

/** Who can be named, roles first. */
export async function partiesToName(persons: ProceduresPorts['persons']): Promise<{ party: Party; name: Words }[]> {
  const people = await persons.active();
  return [
    ...owningRoles.map((role) => ({ party: `role:${role}` as const, name: actors[role] })),
    ...people.map(({ id, name }) => ({ party: `person:${id}` as const, name: { ja: name, en: name } })),
  ];
}
