import { tool } from '../../mechanism/tool.ts';

/** Fails while a finding at or above the company’s severity is open, or any is past its date. Its standing comes from the room `scans`. */
export const openVulnerabilities = tool(
  'scanning/open-vulnerabilities',
  'リリース前の未解決の脆弱性の点検',
  'Check of open vulnerabilities before release',
);
