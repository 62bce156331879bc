import { existsSync, readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { type Command, exitCodes, Stop } from './command.ts';
import { requestNumbered, requestSaid } from './request.command.ts';
import { requestAnswer, stateWords } from './request-answers.ts';

const decisions = ['approve', 'deny', 'return'];
const assessmentBytesMax = 64 * 1024;
const assessment = z.record(z.string(), z.unknown());

/**
 * Decides as a person. The token of this machine is nobody's account: a decision by it would be an administrator's without a name, on his
 * own request perhaps. So whoever decides signs in, with password and second factor, by the same routes as in a browser.
 */
export const requestDecide: Command = {
  path: ['request', 'decide'],
  says: { ja: '申請を承認・却下・差戻しする(本人のサインインが必要)', en: 'approve, deny or return a request, signed in as yourself' },
  words: ['number', 'approve|deny|return'],
  options: {
    as: { value: 'LOGIN', says: { ja: '決定する人のメールアドレス', en: 'address of the one who decides' } },
    comment: { value: 'TEXT', says: { ja: '意見(却下と差戻しでは必須)', en: 'comment (needed to deny and to return)' } },
    assessment: {
      value: 'FILE.json',
      says: { ja: '評価の項目。例: {"conditions": "…"}(最初の承認で必要)', en: 'fields of the assessment, for the first approval' },
    },
  },
  more: {
    ja: 'パスワードと認証アプリの確認コードをたずね、決定してからサインアウトします。パイプでは1行に1つずつ渡します。\n決定は画面での決定と同じで、自分の申請や、二度目の承認はできません。',
    en: 'Asks for the password and the code of the authenticator app, decides and signs out. Piped in: one on each line.\nThe same holds as on the screens: nobody decides on their own request, nobody twice.',
  },
  examples: [
    {
      line: 'tejun request decide 128 approve --as aoki@example.co.jp --assessment 評価.json',
      says: { ja: '内容を確かめて承認する', en: 'approve it' },
    },
    {
      line: 'tejun request decide 128 return --as aoki@example.co.jp --comment 版を書いてください',
      says: { ja: '差し戻す', en: 'return it' },
    },
  ],
  run: async (cli, { words: [number = '', decision = ''], options }) => {
    if (!decisions.includes(decision))
      throw new Stop(
        exitCodes.usage,
        { ja: `${decision} という決定はありません。`, en: `There is no decision ${decision}.` },
        { ja: 'approve(承認)、deny(却下)、return(差戻し)から選んでください。', en: 'Choose approve, deny or return.' },
      );
    const login = options.as;
    if (login === undefined)
      throw new Stop(
        exitCodes.usage,
        {
          ja: 'コマンドには利用者がないため、誰の決定かが残りません。',
          en: 'The command line has no account: nobody would answer for the decision.',
        },
        { ja: '--as に決定する人のメールアドレスを指定してください。', en: 'Say with --as who decides.' },
      );
    if (decision !== 'approve' && (options.comment ?? '').trim() === '')
      throw new Stop(
        exitCodes.usage,
        { ja: '却下と差戻しには、理由が要ります。', en: 'To deny or return it, say why.' },
        { ja: '--comment "理由" を付けてください。申請者に伝わります。', en: 'Add --comment "…"; the applicant is told.' },
      );
    const judged = options.assessment === undefined ? {} : readAssessment(options.assessment);
    const server = cli.server();
    const seen = await requestNumbered(server, number);
    cli.out(requestSaid(cli, seen));
    const session = await server.signIn({
      login,
      password: () => cli.ask({ ja: `${login} のパスワード`, en: `Password of ${login}` }, 'secret'),
      code: () => cli.ask({ ja: '認証アプリの確認コード', en: 'Code of the authenticator app' }, 'secret'),
    });
    try {
      // What was shown above is what is decided on: another revision is refused by the server.
      const body = { revision: seen.revision, decision, comment: options.comment ?? '', assessment: judged };
      const after = await session.send('POST', `/api/requests/${seen.id}/decide`, body, requestAnswer);
      const state = stateWords[after.state];
      cli.out(
        cli.say({
          ja: `決定を記録しました。申請${after.number}は「${state.ja}」です。`,
          en: `Recorded. Request ${after.number} is ${state.en}.`,
        }),
      );
    } finally {
      await session.end();
    }
    return exitCodes.ok;
  },
};

function readAssessment(file: string): Record<string, unknown> {
  const unreadable = (cause?: unknown) =>
    new Stop(
      exitCodes.usage,
      { ja: `${file} を読み取れません。`, en: `${file} cannot be read.` },
      { ja: '{"項目": "内容"} の形のJSONにしてください。', en: 'Write JSON of the form {"field": "what you judged"}.' },
      { cause },
    );
  if (!existsSync(file) || !statSync(file).isFile() || statSync(file).size > assessmentBytesMax) throw unreadable();
  try {
    return assessment.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw unreadable(cause);
  }
}
