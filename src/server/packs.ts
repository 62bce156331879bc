import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackRouteDeps } from '../api/packs.routes.ts';
import type { Attachments } from '../attachments/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Words } from '../base/text.ts';
import type { Clause, Control } from '../catalog/control.ts';
import { controlById, slotsOf } from '../catalog/index.ts';
import type { Pool } from '../db/pool.ts';
import { type DeviceCounts, deviceCounts } from '../devices/index.ts';
import { type PastVerdict, verdictsAt } from '../engine/checks/index.ts';
import { factsById } from '../intake/read.ts';
import type { Integrator, Json, Signer } from '../ledger/index.ts';
import type { Check } from '../mechanism/check.ts';
import { type Citation, isCheck, isDuty, isPractice, isRequest, isRule } from '../mechanism/citation.ts';
import type { Param } from '../mechanism/param.ts';
import { type PracticeStandings, practiceKey } from '../mechanism/standing.ts';
import { saidValue } from '../mechanism/value.ts';
import { type Measured, type Overview, overviewOf, type RuleStanding } from '../overview/index.ts';
import { sentenceOf, type ValueAt } from '../overview/sentence.ts';
import { buildPack, type PackMechanism, type PackSource } from '../pack/index.ts';
import type { Procedures } from '../procedures/index.ts';
import type { Values } from '../values/index.ts';
import { decisionSubjects } from './decisions.ts';

export interface PackWiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly integrator: Integrator;
  readonly signer: Signer;
  readonly values: Values;
  readonly writing: PackWriting;
}

/** What a pack asks of the procedures: what they said at a moment, what they excluded, and who had confirmed its rules. */
export interface PackWriting {
  readonly procedures: Pick<Procedures, 'inForceAt' | 'applicabilityAt'>;
  rulesAt(at: Date): Promise<ReadonlyMap<string, RuleStanding>>;
  /** Where registers, duties and requests stood at a moment. */
  practicesAt(at: Date): Promise<PracticeStandings>;
  /** Files that are part of what was recorded. */
  readonly attachments: Pick<Attachments, 'kept'>;
}

/** Builds packs through a file of their own, so that a large one does not lie in memory twice. */
export function packBuilder({ pool, clock, integrator, signer, values, writing }: PackWiring): PackRouteDeps['build'] {
  const source = packSource(pool, values, writing);
  return async ({ control, from, to, by }) => {
    const out = join(tmpdir(), `tejun-pack-${randomUUID()}.zip`);
    try {
      await buildPack({ pool, clock, integrator, vkey: signer.vkey, source }, { control, from, to, out, actor: by });
      return await readFile(out);
    } finally {
      await rm(out, { force: true });
    }
  };
}

const checksOf = (control: Control): Check[] => [
  ...new Map(control.clauses.flatMap((clause) => clause.mechanisms.filter(isCheck)).map((check) => [check.id, check])).values(),
];

/** Everything as it stood at a past moment: the text and values in force then, the verdicts, and the facts they rest on. */
function packSource(pool: Pool, values: Values, { procedures, rulesAt, practicesAt, attachments }: PackWriting): PackSource {
  const params = new Map(values.params().map((param) => [param.id, param]));
  const past = (control: Control, at: Date) =>
    verdictsAt(
      pool,
      checksOf(control).map((check) => check.id),
      at,
    );
  return {
    async control(id, at) {
      const control = controlById(id);
      if (!control) return null;
      const valueAt: ValueAt = (slot) => {
        const param = params.get(slot);
        return param && { param, value: values.inForce(param, at) };
      };
      const [rows, devices, notApplicable, rules, practices, inForce] = await Promise.all([
        past(control, at),
        deviceCounts(pool, at),
        procedures.applicabilityAt(at),
        rulesAt(at),
        practicesAt(at),
        procedures.inForceAt(at),
      ]);
      const standing = overviewOf({ ...measuredFrom(rows, devices), notApplicable, rules, practices }, at);
      const written = new Map(inForce?.content.controls.flatMap((each) => each.clauses.map((clause) => [clause.id, clause.text] as const)));
      const textOf = (clause: Clause): Words => {
        const text = written.get(clause.id) ?? clause.text;
        return { ja: text.ja, en: text.en || text.ja };
      };
      return {
        id,
        title: control.title,
        clauses: control.clauses.map((clause) => {
          const { verdict, because, complete } = standing.clauses.get(clause.id)!;
          return {
            id: clause.id,
            sentence: sentenceOf({ text: textOf(clause) }, valueAt),
            values: [...new Set(slotsOf(textOf(clause).ja))].flatMap((slot) => {
              const found = valueAt(slot);
              return found ? [packValue(values, found.param, at)] : [];
            }),
            mechanisms: clause.mechanisms.map((m) => mechanismOf(m, standing)),
            verdict,
            because,
            complete,
          };
        }),
        subjects: [
          ...checksOf(control).map((check) => `check:${check.id}`),
          ...control.params.map((param) => `value:${param.id}`),
          ...control.clauses.map((clause) => `clause:${clause.id}`),
          `control:${id}`,
          'procedure:*',
          // Who was asked to read the control's rules, and who confirmed them: the verdict of a rule rests on nothing else.
          ...(control.clauses.some((clause) => clause.mechanisms.some(isRule)) ? ['leaflet:*', 'person:*'] : []),
          // Lines, records and decisions of what the clauses cite.
          ...control.clauses.flatMap((clause) => clause.mechanisms.filter(isPractice).map(practiceKey)),
          // Who decided in whose place, and what set off the duties that hang on a change of the organisation.
          ...(cites(control, isRequest) ? ['delegation:*'] : []),
          ...(cites(control, isDuty) ? ['organisation:*'] : []),
          ...decisionSubjects(checksOf(control)),
          'device:*',
        ].filter(isFirst),
      };
    },
    file: (hash) => attachments.kept(hash),
    async verdicts(id, at) {
      return (await past(controlById(id)!, at)).map((row) => ({
        subject: `check:${row.checkId} device:${row.deviceId}`,
        mechanism: row.checkId,
        about: row.deviceName,
        verdict: row.verdict,
        because: row.because,
        since: row.since,
        facts: [String(row.factId)],
      }));
    },
    async facts(ids) {
      return (await factsById(pool, ids.map(Number))).map((fact) => ({
        id: String(fact.id),
        kind: fact.kind,
        subject: `device:${fact.deviceId}`,
        observedAt: fact.observedAt,
        digest: fact.digest.toString('hex'),
        // What the digest is over: the body, or why there is none.
        body: (fact.unreadable ? { unreadable: { ...fact.unreadable } } : fact.body) as Json,
      }));
    },
  };
}

const isFirst = <T>(item: T, at: number, all: readonly T[]): boolean => all.indexOf(item) === at;

const cites = (control: Control, is: (citation: Citation) => boolean): boolean =>
  control.clauses.some((clause) => clause.mechanisms.some(is));

const mechanismOf = (m: Citation, standing: Overview): PackMechanism => {
  const { kind, title, status } = m;
  if (!isPractice(m)) return { id: isCheck(m) ? m.id : null, kind, title, status };
  const { verdict, because, evidenceAt, dueOn } = standing.practice(m);
  return { id: m.id, kind, title, status, standing: { verdict, because, evidenceAt, dueOn } };
};

const packValue = (values: Values, param: Param, at: Date) => ({
  id: param.id,
  title: param.title,
  says: saidValue(param, values.inForce(param, at)),
  origin: param.origin,
  since: values.versionInForce(param, at)?.effectiveFrom ?? null,
});

function measuredFrom(rows: readonly PastVerdict[], devices: DeviceCounts): Measured {
  const counts = new Map<string, { pass: number; fail: number; unknown: number }>();
  const examples = new Map<string, { verdict: PastVerdict['verdict']; because: PastVerdict['because']; deviceName: string }>();
  const rank = { pass: 0, unknown: 1, fail: 2 } as const;
  for (const row of rows) {
    const sums = counts.get(row.checkId) ?? { pass: 0, fail: 0, unknown: 0 };
    sums[row.verdict] += 1;
    counts.set(row.checkId, sums);
    const example = examples.get(row.checkId);
    if (!example || rank[row.verdict] > rank[example.verdict]) examples.set(row.checkId, row);
  }
  return { ...devices, counts, examples, oldestByKind: new Map() };
}
