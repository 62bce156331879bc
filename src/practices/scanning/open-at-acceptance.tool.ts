import { tool } from '../../mechanism/tool.ts';

/** What the register of acceptance says was accepted has no open defect that stops a release. Its standing comes from the room `scans`. */
export const openAtAcceptance = tool(
  'scanning/open-at-acceptance',
  '受入れ時の未修正の欠陥の点検',
  'Check of unfixed defects at acceptance',
);
