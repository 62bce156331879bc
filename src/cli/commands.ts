import { agentBundle, agentList, agentSecretRotate } from './agent.command.ts';
import type { Command } from './command.ts';
import { coverage } from './coverage.command.ts';
import { doctor } from './doctor.command.ts';
import { dutyList, dutyShow } from './duty.command.ts';
import { dutyComplete } from './duty-complete.command.ts';
import { helpFor } from './help.ts';
import { ledgerCheckpoint, ledgerVerify } from './ledger.command.ts';
import { packBuild, packVerify } from './pack.command.ts';
import { peopleImport } from './people.command.ts';
import { proceduresExport } from './procedures.command.ts';
import { proceduresShow } from './procedures-show.ts';
import { registerExport, registerList } from './register.command.ts';
import { registerImport } from './register-import.command.ts';
import { requestList, requestShow } from './request.command.ts';
import { requestDecide } from './request-decide.command.ts';
import { serve } from './serve.command.ts';
import { status } from './status.command.ts';
import { valueGet, valueList, valueSet } from './value.command.ts';
import { where } from './where.command.ts';

const help: Command = {
  path: ['help'],
  says: { ja: '使い方を表示する', en: 'show how a command is used' },
  words: ['command…'],
  options: {},
  examples: [{ line: 'tejun help pack build', says: { ja: '監査資料の作り方', en: 'how a pack is built' } }],
  run: async (cli, { words }) => {
    cli.out(helpFor(commands, words, cli));
    return 0;
  },
};

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  serve,
  status,
  coverage,
  where,
  doctor,
  ledgerVerify,
  ledgerCheckpoint,
  packBuild,
  packVerify,
  proceduresShow,
  proceduresExport,
  dutyList,
  dutyShow,
  dutyComplete,
  requestList,
  requestShow,
  requestDecide,
  registerList,
  registerExport,
  registerImport,
  peopleImport,
  agentList,
  agentBundle,
  agentSecretRotate,
  valueList,
  valueGet,
  valueSet,
  help,
];
