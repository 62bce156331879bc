import type { z } from 'zod';
import { canonicalJson } from '../base/hash.ts';

/**
 * A kind of fact (観測): what is seen of one subject at one time, typed and immutable. Sources emit facts of a kind,
 * checks read them; neither knows the other.
 */
export interface FactKind<T = unknown> {
  /** Permanent name, kebab-case: `screen-lock`. */
  readonly kind: string;
  readonly schema: z.ZodType<T>;
  /**
   * Whether a new observation says the same as the last one, so that it confirms the stored fact in place of becoming
   * a new one. Default: the same canonical JSON. A kind that measures a jittering number widens it (clock-offset).
   */
  readonly sameAs: (previous: T, next: T) => boolean;
}

export function defineFact<T>(kind: string, schema: z.ZodType<T>, sameAs?: (previous: T, next: T) => boolean): FactKind<T> {
  return { kind, schema, sameAs: sameAs ?? ((previous, next) => canonicalJson(previous) === canonicalJson(next)) };
}

/** The three platforms that the agent reports. */
export const platforms = ['windows', 'macos', 'linux'] as const;
export type Platform = (typeof platforms)[number];

/** What a device is used as: by its system's own name until a person says otherwise. */
export const deviceClasses = ['client', 'server'] as const;
export type DeviceClass = (typeof deviceClasses)[number];

/** Where a device stands in the life of a system; null where nobody said so. */
export const environments = ['production', 'verification', 'development'] as const;
export type Environment = (typeof environments)[number];

/** What decides which checks concern a device. */
export interface DeviceTraits {
  readonly platform: Platform;
  readonly deviceClass: DeviceClass;
  readonly environment: Environment | null;
}

/** Every combination there can be. */
export const allTraits: readonly DeviceTraits[] = platforms.flatMap((platform) =>
  deviceClasses.flatMap((deviceClass) =>
    [null, ...environments].map((environment): DeviceTraits => ({ platform, deviceClass, environment })),
  ),
);

/** One observation as a check reads it. */
export interface Observed<T> {
  readonly body: T;
  readonly platform: Platform;
  /** When the source last saw it (not when the server stored it). */
  readonly observedAt: Date;
}
