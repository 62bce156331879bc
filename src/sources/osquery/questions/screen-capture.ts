import { screenCapture } from '../../../facts/screen-capture.ts';
import { intOf, question, type Row } from '../question.ts';
import { flagOf, seenOf } from './cells.ts';

const policies = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies';
const settings = [
  { name: 'Snipping Tool', key: `${policies}\\Microsoft\\TabletPC`, value: 'DisableSnippingTool', blocks: 1 },
  { name: 'Recall', key: `${policies}\\Microsoft\\Windows\\WindowsAI`, value: 'AllowRecallEnablement', blocks: 0 },
  { name: 'Recall', key: `${policies}\\Microsoft\\Windows\\WindowsAI`, value: 'DisableAIDataAnalysis', blocks: 1 },
  { name: 'Game Bar', key: `${policies}\\Microsoft\\Windows\\GameDVR`, value: 'AllowGameDVR', blocks: 0 },
] as const;

/** Recall has two switches: one that blocks is enough. null where neither is set. */
function blockedBy(rows: readonly Row[], name: string): boolean | null {
  const said = settings
    .filter((setting) => setting.name === name)
    .flatMap(({ key, value, blocks }) => {
      const data = rows.find((row) => row.key?.toLowerCase() === key.toLowerCase() && row.name === value)?.data;
      const number = intOf(data);
      return number === null ? [] : [number === blocks];
    });
  return said.length === 0 ? null : said.includes(true);
}

export const captureQuestions = [
  question({
    id: 'screen-capture/windows',
    kind: screenCapture,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry'],
    sql: {
      values: `SELECT key, name, data FROM registry WHERE key IN (${[...new Set(settings.map(({ key }) => `'${key}'`))].join(', ')})
        AND name IN (${settings.map(({ value }) => `'${value}'`).join(', ')})`,
      seen: `SELECT COUNT(*) AS seen FROM registry WHERE key = '${policies}\\Microsoft\\Windows' OR key = '${policies}\\Microsoft'`,
    },
    translate: ({ values, seen }) => ({
      settings: [...new Set(settings.map(({ name }) => name))].map((name) => ({ name, blocked: blockedBy(values!, name) })),
      readable: seenOf(seen) > 0,
    }),
  }),
  question({
    id: 'screen-capture/macos',
    kind: screenCapture,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['managed_policies', 'os_version'],
    sql: {
      values: "SELECT value FROM managed_policies WHERE domain = 'com.apple.applicationaccess' AND name = 'allowScreenShot'",
      // The table is empty on a Mac without profiles, which is readable; the agent answering at all is the probe.
      seen: 'SELECT COUNT(*) AS seen FROM os_version',
    },
    translate({ values, seen }) {
      const allowed = values!.map((row) => flagOf(row.value));
      const blocked = allowed.includes(false) ? true : allowed.includes(true) ? false : null;
      return { settings: [{ name: 'allowScreenShot', blocked }], readable: seenOf(seen) > 0 };
    },
  }),
];
