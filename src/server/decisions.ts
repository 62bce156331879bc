import { baselineDrift } from '../facts/baseline-drift.ts';
import { derivedKinds } from '../facts/derived.ts';
import { diskForecast } from '../facts/disk-forecast.ts';
import { responseTime } from '../facts/response-time.ts';
import { softwareControl } from '../facts/software-control.ts';
import { unexplainedChanges } from '../facts/unexplained-changes.ts';
import { unknownMachines } from '../facts/unknown-machines.ts';
import type { Check } from '../mechanism/check.ts';
import { allowedSoftwareRegister } from '../practices/software/allowed.register.ts';
import { forbiddenSoftwareRegister } from '../practices/software/forbidden.register.ts';
import { softwareInstall } from '../practices/software/install.request.ts';

/**
 * Subjects of ledger entries in which people decide what a fact of the server's own making says: which state was approved, why a change
 * was right, what a machine is, which software is permitted. Without them a pack would show a verdict turn and not the person who turned it.
 */
const subjectsByKind = new Map<string, readonly string[]>([
  [baselineDrift.kind, ['baseline:*', 'rule:*']],
  [unexplainedChanges.kind, ['event:*', 'events:*', 'rule:*']],
  [unknownMachines.kind, ['segment:*', 'inventory:*']],
  [
    softwareControl.kind,
    [
      'software:*',
      ...[allowedSoftwareRegister, forbiddenSoftwareRegister].map(({ id }) => `register:${id}`),
      `request:${softwareInstall.id}`,
    ],
  ],
  [responseTime.kind, ['capacity-target:*']],
  // Nobody decides about a forecast.
  [diskForecast.kind, []],
]);

for (const { kind } of derivedKinds) if (!subjectsByKind.has(kind)) throw new Error(`nothing says where people decide about ${kind}`);

/** Where people decided about what these checks judge, each once. */
export const decisionSubjects = (checks: readonly Check[]): string[] => [
  ...new Set(checks.flatMap(({ reads }) => subjectsByKind.get(reads.kind) ?? [])),
];
