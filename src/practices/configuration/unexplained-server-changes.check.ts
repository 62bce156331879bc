import { unexplainedChanges } from '../../facts/unexplained-changes.ts';
import { defineCheck } from '../../mechanism/check.ts';
import { changeExplanationDays } from './drift-params.ts';
import { judgeUnexplained, unexplainedCaveat, unexplainedRemedy } from './unexplained.ts';

/** The same on servers alone, for the clauses that speak of servers, their peripherals, updates and environments. */
export const unexplainedServerChanges = defineCheck({
  id: 'configuration/unexplained-server-changes',
  title: { ja: 'サーバに承認も理由もない変更がないこと', en: 'No change of a server without approval or reason' },
  reads: unexplainedChanges,
  params: { changeExplanationDays },
  freshness: 'settings',
  classes: ['server'],
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: unexplainedRemedy,
  caveat: unexplainedCaveat,
  judge: ({ body }, { changeExplanationDays: days }) => judgeUnexplained(body, days),
});
