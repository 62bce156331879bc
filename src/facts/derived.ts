import { baselineDrift } from './baseline-drift.ts';
import { diskForecast } from './disk-forecast.ts';
import type { FactKind } from './kind.ts';
import { responseTime } from './response-time.ts';
import { softwareControl } from './software-control.ts';
import { unexplainedChanges } from './unexplained-changes.ts';
import { unknownMachines } from './unknown-machines.ts';

/** Kinds that no agent is asked for: the server makes them of what it measured itself. They exist on every platform. */
export const derivedKinds: readonly FactKind[] = [
  baselineDrift as FactKind,
  diskForecast as FactKind,
  responseTime as FactKind,
  softwareControl as FactKind,
  unknownMachines as FactKind,
  unexplainedChanges as FactKind,
];
