import { tool } from '../../mechanism/tool.ts';

/** By the CWE numbers of the rules. Its standing comes from the room `scans`. */
export const inputChecks = tool(
  'scanning/input-checks',
  '入力検査の漏れの診断結果の点検',
  'Check of scan results for missing input checks',
);
