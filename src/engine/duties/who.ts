import type { Words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import type { Duty } from '../../mechanism/duty.ts';
import { responsibleRoles } from '../../mechanism/role.ts';
import type { Whose } from './list.store.ts';
import type { NamedParty, Occurrence } from './occurrence.ts';
import type { Actor, DutiesPorts, Party } from './ports.ts';
import { type Setting, settings } from './setting.store.ts';

export const roleParty = (role: string): Party => `role:${role}`;

/** Who answers for an occurrence. */
export interface Responsible {
  readonly owner: NamedParty;
  readonly deputy: NamedParty | null;
  /** The role that the definition names; it steps in where the owner is gone. */
  readonly role: Party;
}

/** Who sees to what, as it is set and named now. One look at the database for any number of duties. */
export class Owners {
  readonly #settings: ReadonlyMap<string, Setting>;
  readonly #names: ReadonlyMap<Party, { readonly name: Words; readonly gone: boolean }>;
  readonly #definitions: ReadonlyMap<string, Duty>;

  private constructor(
    set: ReadonlyMap<string, Setting>,
    names: ReadonlyMap<Party, { readonly name: Words; readonly gone: boolean }>,
    definitions: ReadonlyMap<string, Duty>,
  ) {
    this.#settings = set;
    this.#names = names;
    this.#definitions = definitions;
  }

  /** `beside`: parties that occurrences of their own name. */
  static async read(db: Db, ports: DutiesPorts, definitions: readonly Duty[], beside: readonly (Party | null)[] = []): Promise<Owners> {
    const set = await settings(db);
    const parties = new Set<Party>(definitions.map(({ owner }) => roleParty(owner)));
    for (const { owner, deputy } of set.values()) for (const party of [owner, deputy]) if (party !== null) parties.add(party);
    for (const party of beside) if (party !== null) parties.add(party);
    const [names, held] = await Promise.all([ports.partyNames([...parties]), ports.heldRoles?.()]);
    const now = new Map(
      [...names].map(([party, { name, gone }]) => {
        const isEmpty = held !== undefined && party.startsWith('role:') && !held.has(party.slice(5));
        return [party, { name, gone: gone || isEmpty }] as const;
      }),
    );
    return new Owners(set, now, new Map(definitions.map((duty) => [duty.id, duty])));
  }

  setting(duty: string): Setting {
    return this.#settings.get(duty) ?? { owner: this.#role(duty), deputy: null, revision: 0 };
  }

  of({ duty, owner }: Pick<Occurrence, 'duty' | 'owner'>): Responsible {
    const set = this.setting(duty);
    const role = this.#role(duty);
    // Where this one falls to somebody of its own, the duty's owner stands in.
    if (owner !== null) return { owner: this.named(owner), deputy: this.named(set.owner), role };
    return { owner: this.named(set.owner), deputy: set.deputy === null ? null : this.named(set.deputy), role };
  }

  named(party: Party): NamedParty {
    const known = this.#names.get(party);
    if (known) return { party, ...known };
    const role = responsibleRoles[party.slice(5) as keyof typeof responsibleRoles];
    return party.startsWith('role:') && role ? { party, name: role, gone: false } : { party, name: { ja: party, en: party }, gone: true };
  }

  /** Duties whose owner or deputy is one of these. */
  dutiesOf(parties: ReadonlySet<Party>): string[] {
    return [...this.#definitions.keys()].filter((duty) => {
      const { owner, deputy, role } = this.of({ duty, owner: null });
      return this.#isOne(parties, owner, deputy) || (owner.gone && parties.has(role));
    });
  }

  /** Duties whose owner stands in where an occurrence falls to somebody of its own. */
  dutiesOwnedBy(parties: ReadonlySet<Party>): string[] {
    return [...this.#definitions.keys()].filter((duty) => parties.has(this.setting(duty).owner));
  }

  /** Owner and deputy act; where the owner is gone, also whoever holds the role that the definition names. */
  canAct(one: Pick<Occurrence, 'duty' | 'owner'>, actor: Actor): boolean {
    const parties = partiesOf(actor);
    const { owner, deputy, role } = this.of(one);
    return this.#isOne(parties, owner, deputy) || (owner.gone && parties.has(role));
  }

  /**
   * Whether somebody is shown the lines of a sheet: who reads the company, or sees to the duty itself. Somebody to whom one occurrence
   * falls, an applicant who reports on his own request, is told how many lines and requests there are, and not those of others.
   */
  seesLines({ duty }: Pick<Occurrence, 'duty'>, actor: Actor): boolean {
    return readsAll(actor) || this.canAct({ duty, owner: null }, actor);
  }

  #isOne(parties: ReadonlySet<Party>, ...named: readonly (NamedParty | null)[]): boolean {
    return named.some((each) => each !== null && parties.has(each.party) && !(each.gone && each.party.startsWith('person:')));
  }

  #role(duty: string): Party {
    return roleParty(this.#definitions.get(duty)?.owner ?? 'administrator');
  }
}

/** Everything that somebody is, as an owner could be named. */
export const partiesOf = ({ person, roles }: Actor): ReadonlySet<Party> =>
  new Set<Party>([...roles.map(roleParty), ...(person === null ? [] : [`person:${person}` as const])]);

/** Who reads every occurrence; others read what falls to them. */
const readingRoles = new Set(['administrator', 'committee', 'management', 'departmentManager', 'auditor']);
export const readsAll = ({ roles }: Actor): boolean => roles.some((role) => readingRoles.has(role));

/** The occurrences that fall to somebody, for a query. */
export function whoseOf(owners: Owners, actor: Actor): Whose {
  const parties = partiesOf(actor);
  return { duties: owners.dutiesOf(parties), parties: [...parties], standsInFor: owners.dutiesOwnedBy(parties) };
}
