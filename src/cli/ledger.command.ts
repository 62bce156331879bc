import { ledgerAnswer, verifyAnswer } from './answers.ts';
import { type Command, exitCodes } from './command.ts';
import { visible } from './layout.ts';

/** Recomputes the whole ledger on the server and names what is wrong. */
export const ledgerVerify: Command = {
  path: ['ledger', 'verify'],
  says: { ja: '証跡原簿のすべての記録を検証する', en: 'verify every entry of the ledger' },
  words: [],
  options: { json: { says: { ja: 'JSON で出力する', en: 'print JSON' } } },
  more: {
    ja: '書き換え・欠け・入れ替え・切り取り・署名の誤りを、記録の番号で示します。問題があれば終了コードは 1 です。',
    en: 'Changed, missing, reordered and cut-off entries and bad signatures are named by number. The exit code is 1 where there is any.',
  },
  examples: [
    { line: 'tejun ledger verify', says: { ja: '検証する', en: 'verify' } },
    {
      line: 'tejun ledger verify --json || mail -s "Tejun" it@example.co.jp',
      says: { ja: '問題があるときだけ知らせる', en: 'tell somebody only if it is broken' },
    },
  ],
  run: async (cli, { switches }) => {
    const report = await cli.server().send('POST', '/api/ledger/verify', {}, verifyAnswer);
    const code = report.ok ? exitCodes.ok : exitCodes.notWell;
    if (switches.has('json')) {
      cli.out(JSON.stringify(report, null, 2));
      return code;
    }
    const seconds = (report.durationMs / 1000).toFixed(1);
    cli.out(
      report.ok
        ? cli.say({
            ja: `○ 証跡原簿は正しく、${report.size} 件すべてが署名に至ります(${seconds} 秒)。`,
            en: `○ The ledger is intact: all ${report.size} entries lead to the signature (${seconds} s).`,
          })
        : cli.say({
            ja: `× 証跡原簿に問題があります(${report.size} 件を検証、${seconds} 秒)。`,
            en: `× The ledger is not intact (${report.size} entries verified, ${seconds} s).`,
          }),
    );
    cli.out(`  ${cli.say({ ja: 'ルート', en: 'root' })}  ${report.root === '' ? '－' : report.root}`);
    for (const problem of report.problems) cli.out(`  × ${visible(cli.say(problem))}`);
    if (!report.ok)
      cli.out(
        `  → ${cli.say({ ja: 'データベースとバックアップを保全し、だれがいつ触れたかを調べてください。', en: 'Keep the database and the backups as they are and find out who touched them, and when.' })}`,
      );
    return code;
  },
};

/** The signed state of the ledger, to be kept by somebody else. */
export const ledgerCheckpoint: Command = {
  path: ['ledger', 'checkpoint'],
  says: { ja: '署名されたチェックポイントと検証鍵を表示する', en: 'print the signed checkpoint and the verifier key' },
  words: [],
  options: {},
  more: {
    ja: '社外の人(監査者など)に預けると、それより前の記録はもう書き換えられません。書き換えれば、預けたものと合わなくなります。',
    en: 'Handed to somebody outside (an auditor), it pins every earlier entry: a change would no longer fit what they hold.',
  },
  examples: [{ line: 'tejun ledger checkpoint > checkpoint.txt', says: { ja: '預けるファイルを作る', en: 'a file to hand over' } }],
  run: async (cli) => {
    const { checkpoint, verifierKey } = await cli.server().get('/api/ledger?limit=1', ledgerAnswer);
    if (checkpoint === '') {
      cli.err(cli.say({ ja: 'チェックポイントはまだありません。', en: 'There is no checkpoint yet.' }));
      return exitCodes.notWell;
    }
    cli.out(`${checkpoint}\n${cli.say({ ja: '検証鍵', en: 'verifier key' })}: ${verifierKey}`);
    return exitCodes.ok;
  },
};
