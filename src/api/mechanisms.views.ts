import type { z } from 'zod';
import type { Field } from '../mechanism/field.ts';
import { charsMaxOf } from '../mechanism/field.ts';
import { devicesMax } from '../mechanism/named.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import type { FieldView, StandingView, saidSchema } from './contract-mechanisms.ts';
import { isoOrNull } from './wire.ts';

export type SaidView = z.output<typeof saidSchema>;

/** A field as a form needs it: every property is there, null where the definition leaves it out. */
export const fieldView = (field: Field): FieldView => ({
  id: field.id,
  title: field.title,
  type: field.type,
  required: field.required === true,
  requiredWhen: field.requiredWhen ? { field: field.requiredWhen.field, is: [...field.requiredWhen.is] } : null,
  hint: field.hint ?? null,
  options: field.options ? Object.entries(field.options).map(([key, title]) => ({ key, title })) : null,
  unit: field.unit ?? null,
  min: field.min ?? null,
  max: field.type === 'devices' ? devicesMax : (field.max ?? null),
  maxChars: field.type === 'text' || field.type === 'longText' ? charsMaxOf(field) : null,
  register: field.register ?? null,
});

export const standingView = ({ verdict, because, evidenceAt, dueOn }: PracticeStanding): StandingView => ({
  verdict,
  because,
  evidenceAt: isoOrNull(evidenceAt),
  dueOn,
});
