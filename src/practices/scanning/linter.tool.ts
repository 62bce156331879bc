import { tool } from '../../mechanism/tool.ts';

/** The newest result of each repository’s linter shows nothing that nobody decided. Its standing comes from the room `scans`. */
export const linterPasses = tool('scanning/linter', 'リポジトリごとの静的解析の合否の点検', 'Check that each repository passes its linter');
