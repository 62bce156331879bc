import type { Cells } from '../../mechanism/field.ts';
import type { RequestKind, RouteStep } from '../../mechanism/request.ts';
import { stepsFor } from './route.ts';
import type { RequestsDeps } from './shape.ts';

/** The steps that a form takes, with the roles that the company chose for them at that moment. */
export function stepsNow({ ports }: Pick<RequestsDeps, 'ports'>, kind: RequestKind, form: Cells, at: Date): readonly RouteStep[] {
  const chosen = new Set<string>();
  return stepsFor(kind, form).flatMap((step) => {
    if (step.chosen === undefined) return [step];
    const roles = step.chosen.roles[ports.value(step.chosen.by, at) as string] ?? step.roles;
    // What the company asks of the same people twice, they are asked once.
    const same = [...roles].sort().join(' ');
    if (roles.length === 0 || chosen.has(same)) return [];
    chosen.add(same);
    return [{ ...step, roles }];
  });
}
