import { tool } from '../../mechanism/tool.ts';

/** By the CWE numbers of the rules. Its standing comes from the room `scans`. */
export const outputSanitising = tool(
  'scanning/output-sanitising',
  '出力の無害化の漏れの診断結果の点検',
  'Check of scan results for unsanitised output',
);
