import { unexplainedChanges } from '../../facts/unexplained-changes.ts';
import { defineCheck } from '../../mechanism/check.ts';
import { changeExplanationDays } from './drift-params.ts';
import { judgeUnexplained, unexplainedCaveat, unexplainedRemedy } from './unexplained.ts';

/** No change stays on a device that neither an approval nor a written reason covers. */
export const unexplainedChangesCheck = defineCheck({
  id: 'configuration/unexplained-changes',
  title: { ja: '承認も理由もない変更がないこと', en: 'No change without approval or reason' },
  reads: unexplainedChanges,
  params: { changeExplanationDays },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: unexplainedRemedy,
  caveat: unexplainedCaveat,
  judge: ({ body }, { changeExplanationDays: days }) => judgeUnexplained(body, days),
});
