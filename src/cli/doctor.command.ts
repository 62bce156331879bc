import type { Config } from '../base/config.ts';
import type { Words } from '../base/text.ts';
import { type Cli, type Command, exitCodes, Stop } from './command.ts';
import { type Finding, failure } from './doctor-finding.ts';
import { certificateFiles, disk, home, secrets } from './doctor-home.ts';
import { serverFindings } from './doctor-server.ts';
import { table } from './layout.ts';

/** Looks at everything that must hold for Tejun to work and to be believed. Changes nothing. */
export const doctor: Command = {
  path: ['doctor'],
  says: {
    ja: '設定・秘密・サーバ・証跡原簿・エージェント・空き容量を調べる',
    en: 'look at settings, secrets, server, ledger, agents and disk',
  },
  words: [],
  options: { json: { says: { ja: 'JSON で出力する', en: 'print JSON' } } },
  more: {
    ja: 'ok は正常、warn は見ておくこと、fail は直すことです。fail があれば終了コードは 1 です。何も変更しません。',
    en: 'ok is well, warn is worth a look, fail must be put right. The exit code is 1 where anything fails. Nothing is changed.',
  },
  examples: [{ line: 'tejun doctor', says: { ja: '調べる', en: 'look' } }],
  run: async (cli, { switches }) => {
    const findings = await examine(cli);
    const fails = findings.filter((finding) => finding.state === 'fail').length;
    if (switches.has('json')) cli.out(JSON.stringify({ ok: fails === 0, findings }, null, 2));
    else cli.out(text(cli, findings));
    return fails === 0 ? exitCodes.ok : exitCodes.notWell;
  },
};

const settings: Words = { ja: '設定', en: 'settings' };

async function examine(cli: Cli): Promise<Finding[]> {
  let config: Config;
  try {
    config = cli.config();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return [failure(settings, error)]; // without settings there is no home to look into
  }
  const now = cli.clock.now();
  const read: Finding = {
    state: 'ok',
    about: settings,
    says: { ja: `読めます(TEJUN_HOME = ${config.home})`, en: `can be read (TEJUN_HOME = ${config.home})` },
  };
  return [
    read,
    ...home(config),
    ...secrets(config),
    ...certificateFiles(config, now),
    ...disk(config),
    ...(await serverFindings(cli, config, now)),
  ];
}

function text(cli: Cli, findings: readonly Finding[]): string {
  const rows = findings.flatMap(({ state, about, says, todo }) => [
    [state, cli.say(about), cli.say(says)],
    ...(todo ? [['', '', `→ ${cli.say(todo)}`]] : []),
  ]);
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  return `${table(rows, { columns: cli.columns })}\n\n${count('ok')} ok, ${count('warn')} warn, ${count('fail')} fail`;
}
