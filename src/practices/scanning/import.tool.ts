import { tool } from '../../mechanism/tool.ts';

/** Reports of scanners, imported by people or by pipelines (room `scans`). Its standing comes from the room `scans`. */
export const scanImport = tool('scanning/import', '診断結果の取込み', 'Import of scan results');
