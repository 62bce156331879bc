import { z } from 'zod';
import { isoTime, wordsSchema } from './wire.ts';

/** Not from the facts themselves: the web app reads these shapes and knows no Node. */
const platforms = ['windows', 'macos', 'linux'] as const;
const deviceClasses = ['client', 'server'] as const;
const environments = ['production', 'verification', 'development'] as const;

/** Shapes of what devices are used as, of groups, and of the roll-out of agents. */
const reason = z.string().max(1000);
const version = z.number().int().min(1);

export const placeBody = z.object({
  devices: z.array(z.uuid()).min(1).max(1_000).optional(),
  group: z.uuid().optional().describe('All devices that are in the group now, in place of named ones.'),
  class: z
    .enum([...deviceClasses, 'by-rule'])
    .optional()
    .describe('by-rule: the name of the system decides again.'),
  environment: z.enum(environments).nullable().optional().describe('null: nobody says where it stands.'),
  reason,
});
export const placedSchema = z.object({ changed: z.number().describe('Devices that were not so already.') });

const retirementReason = z.enum(['disposed', 'returned', 'reused', 'lost', 'mistake']);
export const retireBody = z.object({ reason: retirementReason, note: z.string().max(1000).default('') });
const lineSchema = z.object({ id: z.uuid(), register: z.string(), label: z.string() });
/** What is left to do for a device that was retired. */
export const retireDoneSchema = z.object({
  occurrence: z.uuid().nullable().describe('Where its erasure is to be recorded.'),
  erasure: z.boolean().describe('Whether an erasure is to be proven at all.'),
  lines: z.array(lineSchema).describe('Lines in force of registers that still name it.'),
});
export const retiredQuery = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const retiredSchema = z.object({
  total: z.number(),
  devices: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      serial: z.string().nullable(),
      retiredAt: isoTime,
      reason: retirementReason.nullable(),
      note: z.string(),
      by: wordsSchema.nullable(),
      erasure: z.enum(['recorded', 'waiting', 'overdue', 'not-opened', 'not-wanted', 'not-known']),
      occurrence: z.uuid().nullable(),
    }),
  ),
});

export const groupRuleSchema = z.object({
  platforms: z.array(z.enum(platforms)).max(3).optional(),
  deviceClass: z.enum(deviceClasses).optional(),
  environments: z
    .array(z.enum([...environments, 'none']))
    .max(4)
    .optional(),
  name: z.string().max(100).optional().describe('`*` stands for any text.'),
  os: z.string().max(100).optional().describe('A part of the system’s name.'),
  departments: z.array(z.uuid()).max(50).optional(),
  networks: z.array(z.string().max(50)).max(50).optional(),
});
export const groupPreviewBody = z.object({ rule: groupRuleSchema });
export const groupPreviewSchema = z.object({ devices: z.number(), names: z.array(z.string()) });
export const groupBody = z.object({ name: z.string().max(100), rule: groupRuleSchema, reason });
export const groupChangeBody = groupBody.extend({ version });
export const groupEndBody = z.object({ version, reason });
export const groupMadeSchema = z.object({ id: z.uuid() });

const groupVersionSchema = z.object({
  version,
  name: z.string(),
  rule: groupRuleSchema,
  reason: z.string(),
  by: wordsSchema,
  at: isoTime,
});
export const groupsSchema = z.object({
  groups: z.array(groupVersionSchema.extend({ id: z.uuid(), devices: z.number() })),
  networks: z.array(z.string()).describe('Networks of which devices told.'),
  departments: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export const groupHistorySchema = z.object({ versions: z.array(groupVersionSchema), endedAt: isoTime.nullable() });
export const groupNamesSchema = z.object({ groups: z.array(z.object({ id: z.uuid(), name: z.string() })) });
