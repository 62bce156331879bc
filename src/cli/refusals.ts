import { z } from 'zod';
import type { Words } from '../base/text.ts';
import { type ExitCode, exitCodes, Stop } from './command.ts';

/** What the server answers with when it refuses. */
const body = z.object({ error: z.string(), message: z.string(), params: z.record(z.string(), z.unknown()).default({}) });

interface Said {
  readonly exitCode: ExitCode;
  readonly says: Words;
  readonly todo?: Words;
}

const said: Readonly<Record<string, Said>> = {
  'not-signed-in': {
    exitCode: exitCodes.unreachable,
    says: { ja: 'サーバが TEJUN_HOME/cli-token を受け付けません。', en: 'The server does not accept TEJUN_HOME/cli-token.' },
    todo: {
      ja: 'サーバの機械そのもので、サーバと同じ TEJUN_HOME を指定して実行してください。',
      en: 'Run the command on the server’s own machine, with the same TEJUN_HOME as the server.',
    },
  },
  forbidden: { exitCode: exitCodes.notWell, says: { ja: 'この操作は許されていません。', en: 'This is not allowed.' } },
  'not-found': {
    exitCode: exitCodes.usage,
    says: { ja: '見つかりません。', en: 'There is no such thing.' },
    todo: { ja: '綴りを確かめてください。', en: 'Check how it is written.' },
  },
  conflict: {
    exitCode: exitCodes.notWell,
    says: {
      ja: '同じときに、ほかの人が変更しました。何も変えていません。',
      en: 'Somebody else changed it at the same time. Nothing was changed.',
    },
    todo: { ja: 'いまの値を確かめて、もう一度実行してください。', en: 'Look at it as it is now and try again.' },
  },
  'value-out-of-bounds': { exitCode: exitCodes.usage, says: { ja: 'その値は使えません。', en: 'That value cannot be used.' } },
  'reason-required': {
    exitCode: exitCodes.usage,
    says: { ja: '手本より緩い値にするには、理由が要ります。', en: 'A value laxer than the guideline’s needs a reason.' },
    todo: { ja: '--reason "理由" を付けてください。理由は証跡原簿に残ります。', en: 'Add --reason "…"; the reason is kept in the ledger.' },
  },
  'needs-approval': {
    exitCode: exitCodes.notWell,
    says: {
      ja: 'この値は、承認された版の施行日から使われます。何も変えていません。',
      en: 'This value counts only once a version of the procedures is approved. Nothing was changed.',
    },
    todo: {
      ja: '画面の「手順書」で草案に入れ、提出して承認を受けてください。',
      en: 'Put it into the draft on the screen “Procedures”, submit it and have it approved.',
    },
  },
  'wrong-credentials': {
    exitCode: exitCodes.notWell,
    says: { ja: 'メールアドレス、パスワード、確認コードのいずれかが違います。', en: 'The address, the password or the code is wrong.' },
  },
  'same-person': {
    exitCode: exitCodes.notWell,
    says: { ja: '自分の申請は、自分では決定できません。', en: 'Nobody decides on what is their own.' },
  },
  'wrong-state': {
    exitCode: exitCodes.notWell,
    says: { ja: '今の状態では、この操作はできません。', en: 'In its present state this cannot be done.' },
  },
  'not-ready': {
    exitCode: exitCodes.notWell,
    says: { ja: 'まだ足りないものがあります。', en: 'Something is still missing.' },
  },
  'file-unreadable': {
    exitCode: exitCodes.usage,
    says: { ja: 'ファイルを読み取れません。', en: 'The file cannot be read.' },
  },
  'body-too-large': {
    exitCode: exitCodes.usage,
    says: { ja: 'ファイルが大きすぎます。', en: 'The file is too large.' },
  },
  'bad-request': {
    exitCode: exitCodes.usage,
    says: { ja: 'サーバが引数を読み取れません。', en: 'The server cannot read the arguments.' },
  },
  'too-many-attempts': {
    exitCode: exitCodes.notWell,
    says: { ja: '短い間に要求が多すぎます。', en: 'Too many requests in a short time.' },
    todo: { ja: '少し待って、もう一度実行してください。', en: 'Wait a little and try again.' },
  },
  'database-unavailable': {
    exitCode: exitCodes.unreachable,
    says: { ja: 'サーバは動いていますが、データベースに接続できません。', en: 'The server runs, but it cannot reach its database.' },
    todo: {
      ja: 'データベースを確かめてください。復旧すれば、サーバは自動で再開します。',
      en: 'Look at the database; the server goes on by itself when it is back.',
    },
  },
  'ledger-broken': {
    exitCode: exitCodes.notWell,
    says: { ja: '証跡原簿が検証に通りません。', en: 'The ledger does not verify.' },
    todo: { ja: 'tejun ledger verify で、どの記録かを確かめてください。', en: 'tejun ledger verify names the entry.' },
  },
};

const inside: Said = {
  exitCode: exitCodes.notWell,
  says: { ja: 'サーバの中で問題が起きました。', en: 'Something went wrong inside the server.' },
  todo: { ja: 'サーバの記録(標準エラー出力)を確かめてください。', en: 'Look at the server’s log (its standard error).' },
};

/** The words for a refusal. What the server adds for people (`ja`, `en`) stands first; other details are named. */
export function refusal(status: number, bytes: Buffer): Stop {
  const read = body.safeParse(safeJson(bytes));
  if (!read.success) return unexpected(`HTTP ${status}`);
  const { error, params } = read.data;
  const known = said[error] ?? inside;
  const fields = fieldProblems(params);
  if (fields)
    return new Stop(known.exitCode, fields, {
      ja: '直して、もう一度実行してください。何も記録していません。',
      en: 'Correct it and try again. Nothing was recorded.',
    });
  // `why` is for the screens, which know their own words for it.
  const { ja, en, why: _, ...rest } = params;
  const words = typeof ja === 'string' && typeof en === 'string' ? { ja, en } : known.says;
  const details = Object.entries(rest).map(([name, value]) => `${name}: ${String(value)}`);
  const tail = said[error] === undefined ? [error, ...details] : details;
  const more = tail.length === 0 ? '' : ` (${tail.join(', ')})`;
  return new Stop(known.exitCode, { ja: words.ja + more, en: words.en + more }, known.todo);
}

/** What is wrong with each field of a form or record; null where the refusal names none. */
function fieldProblems(params: Readonly<Record<string, unknown>>): Words | null {
  const found = Object.keys(params).flatMap((key) => /^problem\.(.+)\.ja$/.exec(key)?.[1] ?? []);
  if (found.length === 0) return null;
  const said = (language: 'ja' | 'en') => found.map((field) => `${field}: ${String(params[`problem.${field}.${language}`])}`).join(' ');
  return { ja: said('ja'), en: said('en') };
}

/** The answer is not what this version of the command line expects. */
export const unexpected = (what: string, cause?: unknown): Stop =>
  new Stop(
    exitCodes.unreachable,
    { ja: `サーバの応答を読み取れません(${what})。`, en: `The server’s answer cannot be read (${what}).` },
    { ja: '更新した直後であれば、サーバを起動し直してください。', en: 'If Tejun was updated just now, restart the server.' },
    { cause },
  );

const safeJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined; // not ours: told as an answer that cannot be read
  }
};
