/** The two pages that travel in every pack. They say what is proven and, as plainly, what is not. */

export interface ReadmeFacts {
  readonly control: string;
  readonly from: string;
  readonly to: string;
  /** SHA-256 of the verifier's files, for comparison with the published ones. */
  readonly verifier: readonly { readonly name: string; readonly sha256: string }[];
}

const hashes = (facts: ReadmeFacts): string => facts.verifier.map(({ name, sha256 }) => `  ${sha256}  ${name}`).join('\n');

export const readmeJa = (facts: ReadmeFacts): string => `監査資料 管理策 ${facts.control} (${facts.from} から ${facts.to} まで、日本時間)

読む
  index.html をブラウザーで開いてください。印刷できます。通信もプログラムの実行もしません。

検証する (Node.js 18 以降。ネットワーク接続は不要です)
  node verify.mjs                     展開したフォルダーの中で
  node verify.mjs pack.zip            zip のまま(verify*.mjs の三つのファイルが手元にあるとき)
  node verify.mjs --vkey <公開鍵>      別に受け取った公開鍵と照合する
  node verify.mjs --known <ファイル>   以前の監査で保管したチェックポイント(前回の資料の proof/checkpoint)と照合する

証明されること
  ・この資料のどのファイルも、作成のときから一文字も変わっていない(目録 manifest.json が証跡原簿の一件として記録されている)。
  ・示された記録はすべて、署名された証跡原簿に含まれ、書き換え・欠落・順序の入れ替え・切り取りがない。
  ・期間のすべての記録の本体(種類・時刻・対象の番号)が入っており、この管理策に関係する記録が一件も省かれていない。
    選び方の規則は manifest.json の subjects にあり、検証プログラムが同じ規則を当て直す。
  ・期間の終わりの判定は、証跡原簿の最後の記録のとおりである。
  ・消去された内容には、消去したという記録がある。
  ・--known を指定したとき: そのチェックポイントより前の記録が、その後に作り直されていない。

証明されないこと
  ・公開鍵がこの会社のものであること。鍵は資料の外(前回の資料、画面の「証跡」、書面)で確かめてください。
  ・はじめから作り話ではないこと。会社は自分の鍵で、まったく別の証跡原簿を作ることもできます。これを防ぐのは、
    監査のたびにチェックポイントを持ち帰り、次回 --known で照合することです。
  ・時刻。サーバの時計によります。
  ・端末から届いた観測が真実であること、および判定の根拠の観測のうち記録にダイジェストのないもの(facts.jsonl)が
    資料の作成より前に変わっていないこと。
  ・index.html と条文・会社の値の文章(control.json)が記録と一致すること。作成後に変わっていないことだけが証明されます。
    疑わしいときは entries/ の記録そのものを読んでください。
  ・期間より前から続く判定の記録(entries/standing.jsonl)が、期間より前の最後の記録であること。

検証プログラム自身を確かめる
  手元の資料の検証プログラムも、会社から渡されたものです。次の値を製品の配布元が公開する値と比べるか、配布元から
  受け取った verify.mjs・verify-files.mjs・verify-proofs.mjs・verify-zip.mjs を使ってください。形式は公開されており、自分で書くこともできます。
${hashes(facts)}
`;

export const readmeEn = (facts: ReadmeFacts): string => `Evidence pack, control ${facts.control} (${facts.from} to ${facts.to}, Japan time)

Read
  Open index.html in a browser. It prints well, runs no script and makes no connection.

Verify (Node.js 18 or newer; no network)
  node verify.mjs                     inside the unpacked folder
  node verify.mjs pack.zip            on the zip itself (with the three verify*.mjs files at hand)
  node verify.mjs --vkey <key>        compare with a public key that you got elsewhere
  node verify.mjs --known <file>      compare with a checkpoint kept from an earlier audit (proof/checkpoint of that pack)

What is proven
  - No file of this pack has changed by a single bit since it was built: its list, manifest.json, is an entry of the ledger.
  - Every entry shown is part of the signed ledger: none changed, missing, reordered or cut off.
  - The bodies of all entries of the period (kind, time, id of the subject) are included, and none that concerns this control
    was left out. The rule of selection is in manifest.json (subjects); the verifier applies it again.
  - The verdicts at the end of the period are those of the newest entries about each subject.
  - Where a payload was erased, an entry says so.
  - With --known: nothing before that checkpoint was rewritten after it.

What is not proven
  - That the public key is this company's. Compare it outside this pack: an earlier pack, the evidence page, a letter.
  - That the whole is not invented. With its own key a company can make another ledger. Against that, take a checkpoint home
    at every audit and compare it at the next one with --known.
  - Times: they are the server's clock.
  - That what the devices reported is true; and that facts (facts.jsonl) of which an entry holds no digest did not change
    before the pack was built.
  - That index.html and the texts of clauses and values (control.json) agree with the entries: only that they have not
    changed since. In doubt read the entries in entries/.
  - That an entry from before the period (entries/standing.jsonl) was the last one before it.

Check the verifier itself
  The verifier in this pack came from the company too. Compare these values with those that the product's publisher gives,
  or use verify.mjs, verify-files.mjs, verify-proofs.mjs and verify-zip.mjs from the publisher. The formats are open: you can write your own.
${hashes(facts)}
`;
