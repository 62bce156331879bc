import type { CompanyClause } from '../api/views.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Words } from '../base/text.ts';
import { localDateOf, startOfDay } from '../calendar/index.ts';
import { leafletClauses, plainWordsOf } from '../catalog/leaflet.ts';
import { Company, Interview } from '../company/index.ts';
import type { Db, Pool } from '../db/pool.ts';
import { type LeafletDeps, leafletStandingsAt, sweepLeaflets } from '../leaflets/index.ts';
import { enqueue, NotifySettings, publicUrlOf, Sender, type Vault } from '../notify/index.ts';
import type { RuleStanding } from '../overview/index.ts';
import { isParty, type Party, Procedures } from '../procedures/index.ts';
import { activePeople, partyNames, readers, readersAt, sweepUploads } from '../staff/index.ts';
import type { Values } from '../values/index.ts';
import { contradictions } from './contradictions.ts';
import { tellOfVersion } from './procedure-news.ts';
import { quietHoursOf } from './quiet.ts';
import { ruleStandings } from './rules.ts';

/** The rooms in which a company writes: its facts, its procedures, who reads them, and how people are told. */
export interface Writing {
  readonly company: Company;
  readonly interview: Interview;
  readonly procedures: Procedures;
  readonly leaflets: LeafletDeps;
  readonly settings: NotifySettings;
  readonly sender: Sender;
  readonly quiet: ReturnType<typeof quietHoursOf>;
  /** Under which address people reach this product, for links in mails; null where nobody said. */
  addressOf(db: Db): Promise<string | null>;
  /** How far each clause's rule was confirmed at a moment. */
  rulesAt(at: Date): Promise<ReadonlyMap<string, RuleStanding>>;
  plainSample(clause: string): Words | null;
  companyClauses(): Promise<ReadonlyMap<string, CompanyClause> | null>;
  /** What is due once an hour: reminders of leaflets, files that were never imported. */
  sweep(): Promise<void>;
}

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly values: Values;
  readonly vault: Vault;
  /** Under which address people reach this product, where the mail settings do not say. */
  readonly publicUrl: string | undefined;
  /** Left out where nothing guards what is old. */
  readonly mayDelete?: () => Promise<boolean>;
}

/** Opens the writing rooms and ties each to what it asks of the others. Nothing is sent before `sender.start`. */
export async function openWriting({ pool, clock, log, values, vault, publicUrl, mayDelete = async () => true }: Wiring): Promise<Writing> {
  const company = await Company.open(pool, clock);
  const settings = new NotifySettings({ pool, clock, vault });
  const addressOf = async (db: Db) => (await publicUrlOf(db)) ?? publicUrl ?? null;
  const procedures = new Procedures({ pool, clock, values, ports: proceduresPorts(pool, company, addressOf) });
  const quiet = quietHoursOf(company);
  const sender = new Sender({ pool, clock, log, settings, quiet });
  const leaflets = leafletDeps({ pool, clock, company, procedures, settings, addressOf });
  return {
    company,
    interview: new Interview(pool, clock, company),
    procedures,
    leaflets,
    settings,
    sender,
    quiet,
    addressOf,
    rulesAt: async (at) => ruleStandings(await leafletStandingsAt(leaflets, at)),
    plainSample: plainWordsOf,
    companyClauses: () => companyClauses(procedures, clock),
    sweep: async () => {
      if ((await sweepLeaflets(leaflets, mayDelete)) > 0) sender.wake();
      if (await mayDelete()) await sweepUploads({ pool, clock });
    },
  };
}

type AddressOf = (db: Db) => Promise<string | null>;

function proceduresPorts(pool: Pool, company: Company, addressOf: AddressOf): ConstructorParameters<typeof Procedures>[0]['ports'] {
  return {
    company: () => {
      const { name, defaultOwner, defaultDeputy } = company.facts();
      return {
        name,
        conditions: company.conditions(),
        defaultOwner: partyOf(defaultOwner),
        defaultDeputy: partyOf(defaultDeputy),
        included: (control) => {
          const proposal = company.proposed(control);
          return proposal?.applicable === true ? proposal.reason.ja : '';
        },
      };
    },
    approvalsNeeded: () => company.facts().approvalsNeeded,
    proposed: (id) => company.proposed(id),
    persons: {
      active: async () => (await activePeople(pool)).map(({ id, name }) => ({ id, name })),
      named: async (ids) =>
        new Map([...(await partyNames(pool, ids))].map(([id, { name, active }]) => [id, { name, gone: !active }] as const)),
    },
    startOfDay,
    localDate: localDateOf,
    contradictions: async () => await contradictions(pool, company.conditions()),
    tell: async (tx, at, news) => tellOfVersion(tx, at, news, await addressOf(tx)),
  };
}

const partyOf = (said: string | null): Party | null => (said !== null && isParty(said) ? said : null);

interface LeafletWiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly company: Company;
  readonly procedures: Procedures;
  readonly settings: NotifySettings;
  readonly addressOf: AddressOf;
}

function leafletDeps({ pool, clock, company, procedures, settings, addressOf }: LeafletWiring): LeafletDeps {
  return {
    pool,
    clock,
    readers,
    readersAt,
    inForce: async (at) => {
      const found = await procedures.inForceAt(at);
      return found && { id: found.version.id, number: found.version.number, content: found.content };
    },
    draft: async () => (await procedures.draft()).content,
    clauses: leafletClauses,
    calendar: () => company.calendar(),
    enqueue: (tx, at, mails) => enqueue(tx, at, mails),
    mailBase: async () => ((await settings.ready()).has('mail') ? addressOf(pool) : null),
  };
}

/** What the version in force says of each clause, for every screen that shows a sentence. */
async function companyClauses(procedures: Procedures, clock: Clock): Promise<ReadonlyMap<string, CompanyClause> | null> {
  const found = await procedures.inForceAt(clock.now());
  if (!found) return null;
  const { number } = found.version;
  return new Map(
    found.content.controls.flatMap((control) =>
      control.clauses.map((clause) => [
        clause.id,
        {
          version: number,
          adoption: control.applicable ? clause.adoption : ('not-applicable' as const),
          // A company that wrote its text in Japanese only has no other: it did not adopt the sample's English.
          text: { ja: clause.text.ja, en: clause.text.en || clause.text.ja },
          owner: clause.ownerName,
          deputy: clause.deputyName,
        },
      ]),
    ),
  );
}
