import type { z } from 'zod';
import { type Rule, type TitleListed, versionsReadable } from '../software/index.ts';
import type { softwareDetailSchema, softwareListSchema } from './contract-software.ts';
import { isoOrNull } from './wire.ts';

type Titled = z.input<typeof softwareListSchema>['titles'][number];

export const titleView = ({ rule, firstSeenAt, goneAt, ...title }: TitleListed): Titled => ({
  ...title,
  firstSeenAt: firstSeenAt.toISOString(),
  goneAt: isoOrNull(goneAt),
  rule: rule && { label: rule.label, from: rule.from },
});

export const ruleView = (rule: Rule, title: number): z.input<typeof softwareDetailSchema>['rules'][number] => ({
  says: rule.says,
  label: rule.label,
  name: rule.name,
  publisher: rule.publisher,
  platform: rule.platform,
  versions: rule.versions,
  versionsReadable: versionsReadable(rule),
  on: rule.on.type,
  from: rule.from,
  linked: rule.linked.includes(title),
});
