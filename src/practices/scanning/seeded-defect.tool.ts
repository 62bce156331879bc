import { tool } from '../../mechanism/tool.ts';

/** A defect that was put in on purpose is shown by every scan. Its standing comes from the room `scans`. */
export const seededDefect = tool(
  'scanning/seeded-defect',
  '診断ツールが既知の欠陥を見つけることの点検',
  'Check that a scanner finds a known defect',
);
