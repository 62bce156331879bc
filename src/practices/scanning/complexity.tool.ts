import { tool } from '../../mechanism/tool.ts';

/** By the rules of linters that measure cyclomatic complexity. Its standing comes from the room `scans`. */
export const programComplexity = tool('scanning/complexity', 'プログラムの複雑さの点検', 'Check of program complexity');
