import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { type Db, inTransaction, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { allDevices, writeDevices } from './device.store.ts';
import { fieldsOf, type Mapping } from './fields.ts';
import { type Change, deleteUpload, type ImportRun, insertChanges, insertImport } from './import.store.ts';
import {
  allDepartments,
  allPeople,
  departmentIds,
  holdStaff,
  insertDepartments,
  insertPeople,
  updateDepartments,
  updatePeople,
} from './people.store.ts';
import { mappedRows, type Plan, type PlannedRow, PlanProblems, planDigest } from './plan.ts';
import { planDepartments } from './plan-departments.ts';
import { planDevices } from './plan-devices.ts';
import { numberKey, planPeople } from './plan-people.ts';
import type { DepartmentRecord, DeviceRecord, ImportKind, PersonRecord } from './shape.ts';
import { type ReadAgain, readUpload, type StaffDeps } from './upload.ts';

export interface ImportWanted {
  /** Id of the kept file. */
  readonly file: string;
  /** The first one where left out. */
  readonly sheet?: string | undefined;
  readonly mapping: Mapping;
  /** The file claims to be the whole list: who is not in it has left. */
  readonly fullList: boolean;
  readonly by: string;
}

export interface Preview {
  readonly plan: Plan;
  /** What `applyImport` asks for: it stands for this very difference. */
  readonly digest: string;
}

/**
 * What the file would change, without changing anything.
 *
 * @throws Fault `not-found` (the file is gone), `file-unreadable`
 */
export async function previewImport(deps: StaffDeps, wanted: ImportWanted): Promise<Preview> {
  const read = await readUpload(deps, wanted.file, wanted.by, wanted.sheet);
  return planned(deps, deps.pool, read, wanted);
}

/** Today in the company's zone: a day of the calendar, not a moment. */
export const companyToday = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

async function planned(
  { clock }: StaffDeps,
  db: Db,
  { upload, table, sheet }: ReadAgain,
  { mapping, fullList }: ImportWanted,
): Promise<Preview> {
  const problems = new PlanProblems(mapping);
  for (const problem of table.problems) {
    if (problem.sheet === sheet.name) problems.addRead(problem.row, problem.column, problem.says, sheet.header);
  }
  const rows = mappedRows(upload.kind, sheet, mapping, problems);
  const plan = await planOf(upload.kind, db, rows, { mapping, fullList, today: companyToday(clock.now()), problems });
  return { plan, digest: planDigest(plan, { file: upload.digest, fullList }) };
}

async function planOf(
  kind: ImportKind,
  db: Db,
  rows: ReturnType<typeof mappedRows>,
  { mapping, fullList, today, problems }: { mapping: Mapping; fullList: boolean; today: string; problems: PlanProblems },
): Promise<Plan> {
  if (kind === 'people') {
    const [people, departments] = [await allPeople(db), await allDepartments(db)];
    return planPeople(rows, mapping, { people, departments, today }, fullList, problems);
  }
  if (kind === 'departments') {
    const [people, departments] = [await allPeople(db), await allDepartments(db)];
    const numbers = new Map(people.map((person) => [numberKey(person.number), person.number]));
    return planDepartments(rows, mapping, { departments, numbers }, problems);
  }
  return planDevices(rows, mapping, { devices: await allDevices(db), people: await allPeople(db) }, fullList, problems);
}

export interface ApplyWanted extends ImportWanted {
  /** From the preview. */
  readonly digest: string;
  /** The name of the mapping it was read by. */
  readonly source: string;
}

/**
 * Does what the preview showed, all of it or nothing, with its ledger entry. Nothing is written where nothing would change.
 *
 * @returns the run; `null` where the file changes nothing
 * @throws Fault `not-ready` where rows have problems, `conflict` where the lists changed since the preview, `not-found`
 */
export async function applyImport(deps: StaffDeps, wanted: ApplyWanted): Promise<ImportRun | null> {
  const read = await readUpload(deps, wanted.file, wanted.by, wanted.sheet);
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    await holdStaff(tx);
    const { plan, digest } = await planned(deps, tx, read, wanted);
    if (plan.problems.length > 0) {
      const count = plan.problems.length + plan.moreProblems;
      throw new Fault('not-ready', {
        count,
        ja: `読めない行があるため、取り込みませんでした(${count}件)。何も変えていません。`,
        en: `Nothing was imported: ${count} problems remain.`,
      });
    }
    if (digest !== wanted.digest)
      throw new Fault('conflict', {
        ja: '確認のあとで名簿が変わりました。差分をもう一度確かめてください。何も変えていません。',
        en: 'The list has changed since the preview. Look at the difference again. Nothing was changed.',
      });
    await deleteUpload(tx, read.upload.id);
    if (plan.added.length + plan.changed.length + plan.missing.length === 0) return null;
    const run: ImportRun = {
      id: newId(),
      kind: plan.kind,
      source: wanted.source,
      digest: read.upload.digest,
      fullList: wanted.fullList,
      added: plan.added.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged,
      missing: plan.missing.length,
      by: wanted.by,
      at,
    };
    await insertImport(tx, run);
    await insertChanges(tx, await written(tx, plan, at), { importId: run.id, by: wanted.by, at });
    const { kind, fullList, added, changed, unchanged, missing } = run;
    const counts = { added, changed, unchanged, missing, newDepartments: plan.newDepartments.length };
    await append(tx, at, [
      {
        kind: 'staff.imported',
        actor: wanted.by,
        subject: `staff-import:${run.id}`,
        payload: { kind, digest: run.digest, fullList, ...counts },
      },
    ]);
    return run;
  });
}

/** Writes the plan and gives every change for the history. */
async function written(tx: Tx, plan: Plan, at: Date): Promise<Change[]> {
  const added = plan.added.map((row) => ({ ...row, id: newId() }));
  const kept = [...plan.changed, ...plan.missing];
  if (plan.kind === 'people')
    await writePeople(tx, plan as Plan<PersonRecord>, withAfter<PersonRecord>(added), withAfter<PersonRecord>(kept), at);
  if (plan.kind === 'departments') {
    const news = withAfter<DepartmentRecord>(added);
    await insertDepartments(tx, news);
    await updateDepartments(tx, [...news, ...withAfter<DepartmentRecord>(kept)]);
  }
  if (plan.kind === 'devices') {
    const removed = plan.missing.map((row) => row.id!);
    await writeDevices(tx, { added: withAfter<DeviceRecord>(added), changed: withAfter<DeviceRecord>(plan.changed), removed }, at);
  }
  return [...added, ...kept].map(({ id, before, after }) => ({ kind: plan.kind, subject: id!, before, after }));
}

const withAfter = <R>(rows: readonly PlannedRow[]): (R & { id: string })[] => rows.map(({ id, after }) => ({ ...(after as R), id: id! }));

async function writePeople(
  tx: Tx,
  plan: Plan<PersonRecord>,
  added: readonly (PersonRecord & { id: string })[],
  changed: readonly (PersonRecord & { id: string })[],
  at: Date,
): Promise<void> {
  await insertDepartments(
    tx,
    plan.newDepartments.map((each) => ({ ...each, id: newId() })),
  );
  const departments = await departmentIds(tx);
  await insertPeople(tx, added, departments, at);
  await updatePeople(tx, changed, departments, at);
}

/** The titles of our own columns, by which an export of ours is read again without choosing anything. */
export const ownTitles = (kind: ImportKind, language: 'ja' | 'en'): Record<string, string> =>
  Object.fromEntries(fieldsOf[kind].map((field) => [field.key, field.title[language]]));
