import { type Words, words } from '../base/text.ts';

export interface Token {
  /** `name`: a bare word; `quoted`: a name in quotes; `text`: a string literal; `sign`: anything else. */
  readonly is: 'name' | 'quoted' | 'text' | 'sign';
  /** Without quotes. */
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

const unclosed = words('引用符またはコメントが閉じていません。', 'A quote or a comment is not closed.');
const unprintable = words('使えない文字(制御文字)が含まれています。', 'There is a control character in it.');
const nameStart = /[\p{L}_$\u0080-\uffff]/u;
const nameRest = /[\p{L}\p{N}_$\u0080-\uffff]/u;
/** How SQLite closes what these open. */
const quotes: Readonly<Record<string, string>> = { "'": "'", '"': '"', '`': '`', '[': ']' };

/** SQL as SQLite reads it, comments left out; or why it cannot be read. */
export function tokensOf(sql: string): readonly Token[] | Words {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(sql)) return unprintable;
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length; ) {
    const sign = sql[at]!;
    if (/\s/.test(sign) || sign === '\ufeff') at += 1;
    else if (sql.startsWith('--', at)) {
      const end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length : end + 1;
    } else if (sql.startsWith('/*', at)) {
      const end = sql.indexOf('*/', at + 2);
      if (end < 0) return unclosed;
      at = end + 2;
    } else if (quotes[sign] !== undefined) {
      const read = quoted(sql, at, quotes[sign]);
      if (read === null) return unclosed;
      tokens.push({ is: sign === "'" ? 'text' : 'quoted', text: read.text, at });
      at = read.end;
    } else {
      let end = at + 1;
      const isName = nameStart.test(sign);
      if (isName) while (end < sql.length && nameRest.test(sql[end]!)) end += 1;
      tokens.push({ is: isName ? 'name' : 'sign', text: sql.slice(at, end), at });
      at = end;
    }
  }
  return tokens;
}

/** What stands between quotes; a doubled quote stands for one, but in brackets. */
function quoted(sql: string, at: number, close: string): { text: string; end: number } | null {
  let text = '';
  for (let i = at + 1; i < sql.length; i++) {
    if (sql[i] !== close) text += sql[i];
    else if (close !== ']' && sql[i + 1] === close) {
      text += close;
      i += 1;
    } else return { text, end: i + 1 };
  }
  return null;
}
