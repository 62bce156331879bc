import type { Words } from '../base/text.ts';
import type { Stop } from './command.ts';

/** What the doctor found in one place, and what a person does about it. */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'fail';
  readonly about: Words;
  readonly says: Words;
  readonly todo?: Words;
}

/** A refusal, as a finding. */
export const failure = (about: Words, stop: Stop): Finding => ({
  state: 'fail',
  about,
  says: stop.says,
  ...(stop.todo ? { todo: stop.todo } : {}),
});
