import { Fault } from '../../base/fault.ts';

/** Why a report cannot be taken. `what`: the format as people call it; `problem`: what is wrong, in plain words. */
export const unreadable = (what: string, problem: string): Fault =>
  new Fault('file-unreadable', {
    why: 'scan',
    what,
    problem,
    ja: `${what}として読めません(${problem})。何も取り込んでいません。`,
    en: `This cannot be read as ${what} (${problem}). Nothing was imported.`,
  });
