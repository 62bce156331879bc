import { canonicalJson, sha256Hex } from '../base/hash.ts';
import type { Words } from '../base/text.ts';
import type { Clause, Control } from '../catalog/control.ts';
import { allParams, controls, isOperative } from '../catalog/index.ts';
import { plainWordsFor, plainWordsOf } from '../catalog/leaflet.ts';
import type { Param, ParamValue } from '../mechanism/param.ts';
import { isLaxer, saidValue } from '../mechanism/value.ts';
import { type StoredValue, sameValue } from '../values/index.ts';
import type { ClauseContent, ControlContent, Party, ProcedureContent, ValueContent } from './content.ts';
import { type ClauseRow, type DraftRows, untouched } from './draft.store.ts';
import type { CompanyNow, PartyNames } from './ports.ts';

/** A company value as the draft says it. */
export interface DraftValue {
  readonly param: Param;
  readonly value: ParamValue;
  readonly laxer: boolean;
  /** Why, where it is laxer than the guideline's. */
  readonly reason: string | null;
  /** A person chose or confirmed it. */
  readonly answered: boolean;
  /** It waits for an approval before it counts. */
  readonly pending: boolean;
  readonly revision: number;
}
export type DraftValues = ReadonlyMap<string, DraftValue>;

/** Every value of the catalogue: what the draft says, else the newest version (one that is still to come, too), else the default. */
export function draftValues(rows: DraftRows, newest: ReadonlyMap<string, StoredValue>): DraftValues {
  return new Map(
    allParams.map((param) => {
      const row = rows.values.get(param.id);
      const stored = newest.get(param.id);
      const current = stored?.value ?? param.default;
      const value = row?.value ?? current;
      const laxer = isLaxer(param, value);
      const waiting = row !== undefined && row.value !== null;
      return [
        param.id,
        {
          param,
          value,
          laxer,
          reason: laxer ? (waiting ? row.reason : (stored?.reason ?? null)) : null,
          answered: row !== undefined || stored !== undefined,
          pending: waiting && !(sameValue(value, current) && row.reason === (stored?.reason ?? null)),
          revision: row?.revision ?? 0,
        },
      ];
    }),
  );
}

const sampleDigests = new Map<string, string>();
/** SHA-256 of a clause's own text in the catalogue; it does not change while the server runs. */
export function sampleDigest({ id, text }: Pick<Clause, 'id' | 'text'>): string {
  const known = sampleDigests.get(id);
  if (known !== undefined) return known;
  const digest = sha256Hex(canonicalJson(text));
  sampleDigests.set(id, digest);
  return digest;
}

/** The company's sentence: its own where it wrote one, else the sample's. */
export const textOf = (clause: Pick<Clause, 'text'>, row: ClauseRow | undefined): Words =>
  row?.textJa == null ? clause.text : { ja: row.textJa, en: row.textEn ?? '' };

/** Owners and deputies that the draft names, and those who see to the rest. */
export const partiesIn = (rows: DraftRows, { defaultOwner, defaultDeputy }: CompanyNow): Party[] =>
  [defaultOwner, defaultDeputy, ...[...rows.clauses.values()].flatMap((row) => [row.owner, row.deputy])].filter((party) => party !== null);

interface Parts {
  readonly rows: DraftRows;
  readonly values: DraftValues;
  readonly company: CompanyNow;
  readonly names: PartyNames;
}

/** What the draft says as a whole, in the form in which it would be frozen. */
export function contentOf({ rows, values, company, names }: Parts): ProcedureContent {
  return {
    format: 'tejun-procedures/1',
    company: {
      name: company.name,
      conditions: Object.fromEntries(Object.entries(company.conditions).filter(([, holds]) => holds !== undefined)) as Record<
        string,
        boolean
      >,
    },
    controls: controls.map((control) => controlContent(control, { rows, company, names })),
    values: Object.fromEntries([...values].map(([id, value]) => [id, valueContent(value)])),
    elsewhere: rows.elsewhere?.rows ?? [],
  };
}

type Said = Omit<Parts, 'values'>;

function controlContent(control: Control, said: Said): ControlContent {
  const row = said.rows.controls.get(control.id);
  return {
    id: control.id,
    title: control.title,
    purpose: control.purpose,
    applicable: row?.applicable ?? true,
    reason: row?.reason || ((row?.applicable ?? true) ? (said.company.included?.(control.id) ?? '') : ''),
    clauses: control.clauses.map((clause) => clauseContent(clause, said)),
  };
}

function clauseContent(clause: Clause, { rows, company, names }: Said): ClauseContent {
  const row = rows.clauses.get(clause.id);
  const operative = isOperative(clause);
  const owner = row?.owner ?? (operative ? company.defaultOwner : null);
  const deputy = row?.deputy ?? (operative && company.defaultDeputy !== owner ? company.defaultDeputy : null);
  const nameOf = (party: Party | null): Words | null => (party === null ? null : (names.get(party)?.name ?? null));
  return {
    id: clause.id,
    type: clause.type,
    heading: clause.heading === true,
    adoption: row?.adoption ?? 'adopted',
    text: textOf(clause, row),
    sample: sampleDigest(clause),
    reason: row?.reason ?? '',
    owner,
    deputy,
    ownerName: nameOf(owner),
    deputyName: nameOf(deputy),
    necessity: row?.necessity ?? '',
    note: row?.note ?? '',
    ...plainOf(clause, row),
  };
}

/** The leaflet's words: the company's, else the catalogue's as they are now, frozen with the rest; none beside a text of its own. */
function plainOf(clause: Clause, row: ClauseRow | undefined): Pick<ClauseContent, 'plain' | 'plainFor'> {
  if (row?.plainJa != null) return { plain: { ja: row.plainJa, en: row.plainEn ?? '' } };
  if ((row?.adoption ?? 'adopted') !== 'adopted') return { plain: null };
  const plainFor = plainWordsFor(clause.id);
  return { plain: plainWordsOf(clause.id), ...(plainFor !== null && { plainFor }) };
}

const valueContent = ({ param, value, reason }: DraftValue): ValueContent => ({
  value,
  said: saidValue(param, value),
  title: param.title,
  reason,
});

/** The sample as it stands: every clause adopted, every value at its default. What a first version is compared with. */
export const sampleContent = (): ProcedureContent =>
  contentOf({ rows: untouched, values: draftValues(untouched, new Map()), company: nobody, names: new Map() });
const nobody: CompanyNow = { name: '', conditions: {}, defaultOwner: null, defaultDeputy: null };
