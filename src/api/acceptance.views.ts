import type { z } from 'zod';
import type { HistoryShown, Overview, StandingRow } from '../acceptance/index.ts';
import type { AcceptanceRowView, AcceptanceView, acceptanceHistorySchema, specifiedSchema } from './contract-acceptance.ts';

/** Names by id: accounts, people on the staff list, files. */
export interface Named {
  readonly accounts: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
}
type History = z.output<typeof acceptanceHistorySchema>;
type Result = HistoryShown['results'][number];
type Disposition = HistoryShown['dispositions'][number];

const account = ({ accounts }: Named, id: string) => ({ id, name: accounts.get(id) ?? '' });
const person = ({ people }: Named, id: string | null) => (id === null ? null : { id, name: people.get(id) ?? '' });

export const resultView = (one: Result, names: Named): History['results'][number] => ({
  id: one.id,
  outcome: one.outcome,
  note: one.note,
  tester: person(names, one.tester),
  by: account(names, one.by),
  at: one.at.toISOString(),
  files: one.files.map((id) => ({ id, name: names.files.get(id) ?? '' })),
  outdated: one.outdated,
});

export const dispositionView = (one: Disposition, names: Named): History['dispositions'][number] => ({
  result: one.result,
  disposition: one.disposition,
  reason: one.reason,
  fixBy: one.fixBy,
  by: account(names, one.by),
  at: one.at.toISOString(),
});

export const specRowView = ({
  id,
  number,
  what,
  expected,
  requirement,
  revision,
}: StandingRow | Omit<StandingRow, 'last' | 'disposition' | 'open'>): z.output<typeof specifiedSchema>['rows'][number] => ({
  id,
  number: `T-${number}`,
  what,
  expected,
  requirement,
  revision,
});

export const rowView = (row: StandingRow, names: Named): AcceptanceRowView => ({
  ...specRowView(row),
  open: row.open,
  last: row.last && resultView(row.last, names),
  disposition: row.disposition && dispositionView(row.disposition, names),
});

export const overviewView = ({ of, sheet, sums, versions, failed, ...rest }: Overview, names: Named): AcceptanceView => ({
  ...of,
  stateTitle: { ...of.stateTitle },
  revision: sheet.revision,
  developer: person(names, sheet.developer),
  tester: person(names, sheet.tester),
  committee: sheet.committee,
  sums: { ...sums, lastAt: sums.lastAt?.toISOString() ?? null },
  versions: versions.map((version) => ({ ...version, by: account(names, version.by), at: version.at.toISOString() })),
  failed: failed.map((row) => rowView(row, names)),
  ...rest,
});

const both = (results: readonly Result[], dispositions: readonly Disposition[], more: readonly string[] = []) => ({
  accounts: [...new Set([...results.map(({ by }) => by), ...dispositions.map(({ by }) => by), ...more])],
  people: [...new Set(results.flatMap(({ tester }) => (tester === null ? [] : [tester])))],
});
export const historyIds = ({ results, dispositions }: HistoryShown) => both(results, dispositions);
export const idsOfRows = (rows: readonly StandingRow[], more: readonly string[]) =>
  both(
    rows.flatMap(({ last }) => (last === null ? [] : [last])),
    rows.flatMap(({ disposition }) => (disposition === null ? [] : [disposition])),
    more,
  );
