import { z } from 'zod';
import { canonicalJson } from '../base/hash.ts';
import { defineFact } from './kind.ts';

/** Names of one sort in a fact; how many there are in all stands beside them. */
export const controlledNamesMax = 50;
const version = z.string().optional();

const schema = z.object({
  /** Digest of the rules when this fact was written. Rules that change nothing on the device make no new fact. */
  rules: z.string(),
  forbidden: z.array(z.object({ name: z.string(), version, by: z.string() })),
  forbiddenCount: z.number().int().min(0),
  /** In no list, the earliest deadline first. `line`: a line that permits another version of it. */
  unlisted: z.array(
    z.object({
      title: z.number().int(),
      name: z.string(),
      version,
      since: z.iso.datetime(),
      failsAt: z.iso.datetime(),
      line: z.string().optional(),
    }),
  ),
  unlistedCount: z.number().int().min(0),
  /** A request for it is not decided yet. */
  asked: z.array(z.object({ name: z.string(), request: z.string() })),
  askedCount: z.number().int().min(0),
  /** A line permits it with a condition on the version that cannot be read, or that the program does not tell. */
  unclear: z.array(z.object({ name: z.string(), version, line: z.string() })),
  unclearCount: z.number().int().min(0),
  /** Ran, and is not installed; `month` is when it ran last, null where the record does not say. */
  traces: z.array(z.object({ name: z.string(), month: z.string().nullable(), by: z.string() })),
  /** Whether records of what ran could be read at all; null where they were not asked for yet. */
  tracesRead: z.boolean().nullable(),
  /** Tools of developers that no line permits on this very device. Only of servers. */
  developmentTools: z.array(z.string()),
  developmentToolsCount: z.number().int().min(0),
});
export type SoftwareControlFact = z.infer<typeof schema>;

const said = ({ rules: _rules, ...body }: SoftwareControlFact): string => canonicalJson(body);

/** What is installed on a device, held against the company's lists (derived by the server from what the device reported). */
export const softwareControl = defineFact('software-control', schema, (previous, next) => said(previous) === said(next));
