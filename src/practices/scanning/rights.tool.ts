import { tool } from '../../mechanism/tool.ts';

/** By the CWE numbers of the rules. Its standing comes from the room `scans`. */
export const rightsLimited = tool(
  'scanning/rights',
  '権限外の操作が拒否されることの点検',
  'Check that operations without the right are refused',
);
