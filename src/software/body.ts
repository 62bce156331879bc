import type { DeviceClass } from '../facts/kind.ts';
import { controlledNamesMax, type SoftwareControlFact } from '../facts/software-control.ts';
import { decide, isStrayTool, type Where } from './decide.ts';
import type { NotedItem } from './device.store.ts';
import type { RuleSet } from './matcher.ts';

/** What a device's facts are made of beside its items. */
export interface BodyContext extends Where {
  readonly deviceClass: DeviceClass;
  readonly rules: RuleSet;
  readonly rulesDigest: string;
  /** Since when a title stands on this device without permission; for one that does so now for the first time, this moment. */
  since(titleId: number): Date;
  /** When the days to put it right are over. */
  dueAt(since: Date): Date;
  readonly tracesRead: boolean | null;
  /** The first month (`2026-10`) of which traces still count. */
  readonly tracesFrom: string;
}

export interface Composed {
  readonly body: SoftwareControlFact;
  readonly unlisted: ReadonlyMap<number, Date>;
  readonly forbidden: readonly number[];
}

type Of<K extends 'forbidden' | 'unlisted' | 'asked' | 'unclear' | 'traces'> = SoftwareControlFact[K][number];

const byName = <T extends { readonly name: string }>(a: T, b: T): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const capped = <T>(items: readonly T[]): T[] => items.slice(0, controlledNamesMax);
const versioned = (name: string, version: string) => (version === '' ? { name } : { name, version });

/** The fact of one device. The order of its items makes no other fact. Pure. */
export function compose(items: readonly NotedItem[], context: BodyContext): Composed {
  const found = {
    forbidden: new Map<number, Of<'forbidden'>>(),
    unlisted: new Map<number, Of<'unlisted'>>(),
    asked: new Map<number, Of<'asked'>>(),
    unclear: new Map<number, Of<'unclear'>>(),
    traces: new Map<number, Of<'traces'>>(),
    tools: new Set<string>(),
  };
  const unlistedSince = new Map<number, Date>();
  // One version of a title speaks for it: the greatest, so that the order in which they came plays no part.
  for (const item of [...items].sort((a, b) => (a.version < b.version ? 1 : a.version > b.version ? -1 : b.itemId - a.itemId))) {
    const { titleId, name, version, kind } = item;
    const rules = context.rules.of(item, titleId);
    if (kind === 'installed' && item.development && context.deviceClass === 'server' && isStrayTool(rules, context)) found.tools.add(name);
    const { state, rule } = decide(rules, kind === 'trace' ? '' : version, context);
    const by = rule?.rule.label ?? '';
    if (kind === 'trace') {
      if (state === 'forbidden' && !found.traces.has(titleId) && (version === '' || version >= context.tracesFrom))
        found.traces.set(titleId, { name, month: version === '' ? null : version, by });
    } else if (state === 'forbidden') {
      if (!found.forbidden.has(titleId)) found.forbidden.set(titleId, { ...versioned(name, version), by });
    } else if (state === 'new') {
      if (found.unlisted.has(titleId)) continue;
      const since = context.since(titleId);
      unlistedSince.set(titleId, since);
      const failsAt = context.dueAt(since).toISOString();
      found.unlisted.set(titleId, {
        title: titleId,
        ...versioned(name, version),
        since: since.toISOString(),
        failsAt,
        ...(by !== '' && { line: by }),
      });
    } else if (state === 'asked') {
      found.asked.set(titleId, { name, request: by });
    } else if (state === 'unclear') {
      if (!found.unclear.has(titleId)) found.unclear.set(titleId, { ...versioned(name, version), line: by });
    }
  }
  return { body: bodyOf(found, context), unlisted: unlistedSince, forbidden: [...found.forbidden.keys()].sort((a, b) => a - b) };
}

function bodyOf(
  found: {
    readonly forbidden: ReadonlyMap<number, Of<'forbidden'>>;
    readonly unlisted: ReadonlyMap<number, Of<'unlisted'>>;
    readonly asked: ReadonlyMap<number, Of<'asked'>>;
    readonly unclear: ReadonlyMap<number, Of<'unclear'>>;
    readonly traces: ReadonlyMap<number, Of<'traces'>>;
    readonly tools: ReadonlySet<string>;
  },
  { rulesDigest, tracesRead }: BodyContext,
): SoftwareControlFact {
  const soonest = (a: Of<'unlisted'>, b: Of<'unlisted'>) => (a.failsAt < b.failsAt ? -1 : a.failsAt > b.failsAt ? 1 : byName(a, b));
  return {
    rules: rulesDigest,
    forbidden: capped([...found.forbidden.values()].sort(byName)),
    forbiddenCount: found.forbidden.size,
    unlisted: capped([...found.unlisted.values()].sort(soonest)),
    unlistedCount: found.unlisted.size,
    asked: capped([...found.asked.values()].sort(byName)),
    askedCount: found.asked.size,
    unclear: capped([...found.unclear.values()].sort(byName)),
    unclearCount: found.unclear.size,
    traces: capped([...found.traces.values()].sort(byName)),
    tracesRead,
    developmentTools: capped([...found.tools].sort()),
    developmentToolsCount: found.tools.size,
  };
}
