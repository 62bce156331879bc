import { type Words, words } from '../base/text.ts';

/** What can be wrong with a ledger. Each is named with the number of the entry, or the range, that it concerns. */
export const problemWords = {
  'entry-changed': words('記録の内容が書き換えられています', 'the bytes of the entry were changed'),
  'entry-missing': words('記録が欠けています', 'the entry is missing'),
  'entry-twice': words('同じ番号の記録が二つあります', 'two entries have this number'),
  'entry-out-of-place': words(
    '別の番号の記録が置かれています(順序の入れ替え)',
    'the entry that stands here says another number (reordered)',
  ),
  'entry-columns': words('記録の本体と検索用の列が一致しません', 'the bytes of the entry and its search columns differ'),
  'entries-truncated': words('末尾の記録が切り取られています', 'entries were cut off at the end'),
  'payload-changed': words('記録の内容(ペイロード)がダイジェストと一致しません', 'the payload does not fit the digest in the entry'),
  'payload-missing': words('内容が消去の記録なしに失われています', 'the payload is gone and no entry says that it was erased'),
  'payload-not-erased': words('消去されたはずの内容が残っています', 'an entry says that the payload was erased, and it is there'),
  'tile-changed': words('木のタイルが記録と一致しません', 'a tile of the tree differs from the entries'),
  'tile-missing': words('木のタイルが欠けています', 'a tile of the tree is missing'),
  'tile-unexpected': words('木にあるはずのないタイルがあります', 'there is a tile that the tree does not have'),
  'checkpoint-signature': words('チェックポイントの署名が正しくありません', 'the signature of a checkpoint is not good'),
  'checkpoint-changed': words('チェックポイントの列が署名された内容と異なります', 'a checkpoint’s columns differ from what was signed'),
  'checkpoint-contradicted': words(
    '以前に署名されたチェックポイントと矛盾します',
    'the ledger contradicts a checkpoint that was signed earlier',
  ),
  'tree-broken': words(
    'この範囲のどれかの記録が変更されました(署名されたチェックポイントに至りません)',
    'at least one entry of this range was changed: they do not lead to the signed checkpoint',
  ),
  'head-wrong': words('次の番号が記録の数と一致しません', 'the next number differs from the count of entries'),
} as const satisfies Record<string, Words>;

export type LedgerProblemCode = keyof typeof problemWords;

export interface LedgerProblem {
  readonly code: LedgerProblemCode;
  /** The entry, or the first of a range. */
  readonly seq?: number;
  /** The last entry of a range. */
  readonly toSeq?: number;
  /** The size of the checkpoint concerned. */
  readonly size?: number;
  readonly tile?: string;
  readonly words: Words;
}

export type Where = Omit<LedgerProblem, 'code' | 'words'>;

const listedMax = 1000;

/** Collects problems, each once, and counts what exceeds the list. */
export class Problems {
  readonly listed: LedgerProblem[] = [];
  more = 0;
  readonly #seen = new Set<string>();
  add(code: LedgerProblemCode, where: Where): void {
    const key = `${code} ${where.tile ?? where.size ?? where.seq}`;
    if (this.#seen.has(key)) return;
    if (this.listed.length >= listedMax) {
      this.more += 1;
      return;
    }
    this.#seen.add(key);
    this.listed.push({ code, ...where, words: saying(code, where) });
  }
}

function saying(code: LedgerProblemCode, { seq, toSeq, size, tile }: Where): Words {
  const place =
    tile !== undefined
      ? tile
      : size !== undefined && seq === undefined
        ? `checkpoint ${size}`
        : toSeq !== undefined && toSeq !== seq
          ? `#${seq}–#${toSeq}`
          : `#${seq}`;
  return words(`${place}: ${problemWords[code].ja}`, `${place}: ${problemWords[code].en}`);
}
