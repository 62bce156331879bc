import { type Words, words } from '../base/text.ts';

/**
 * Clauses that leave something open: ten act "as needed", five hold "in principle". Without a written decision when it is
 * needed, or who may except from it, nobody can tell afterwards whether the clause was kept. Where a value of the clause says it
 * already (8.29.b.2), nothing is asked here.
 */
export interface Necessity {
  readonly question: Words;
  /** A decision that most small companies can take as it stands. */
  readonly suggestion: Words;
}

const of = (question: Words, suggestion: Words): Necessity => ({ question, suggestion });

export const necessities: Readonly<Record<string, Necessity>> = {
  '8.1.d.3': of(
    words('どのようなときに、落下・紛失を防ぐ対策が必要ですか。', 'When are measures against loss and theft needed?'),
    words(
      '社外で携帯電話・スマートフォンを持ち歩くときは常に必要とし、ストラップを付けるか、閉じられるかばんに入れて身から離さない。',
      'Always when a phone is carried outside the company: it is on a strap, or in a bag that closes and stays with its bearer.',
    ),
  ),
  '8.6.b': of(
    words('どのようなときに、資源の割当てを調整しますか。', 'When is the allocation of resources adjusted?'),
    words(
      '容量の点検で使用率がしきい値を超えたとき、または利用者から処理が遅いとの連絡を受けたときに調整する。',
      'When the capacity check finds use above its threshold, or when users report that the system has become slow.',
    ),
  ),
  '8.6.d': of(
    words('どのような問題を、トップマネジメントに報告しますか。', 'Which problems are reported to top management?'),
    words(
      '業務が半日以上止まったとき、社外に影響が及んだとき、または予算にない支出を要するときは、必ず報告する。',
      'Those that stop work for half a day or more, that affect others outside the company, or that need money not in the budget.',
    ),
  ),
  '8.6.e': of(
    words('どのような見通しのときに、トップマネジメントに報告しますか。', 'Which outlooks are reported to top management?'),
    words(
      '機器の購入または契約の変更が次の年度までに必要になる見通しのときは、報告する。',
      'Those by which equipment must be bought or a contract changed within the next fiscal year.',
    ),
  ),
  '8.13.a': of(
    words('どのシステムとデータのバックアップが必要ですか。', 'Which systems and data need a backup?'),
    words(
      '失うと業務を続けられないデータ、および作り直しに1日以上かかるシステムはすべて必要とし、バックアップ台帳に挙げる。',
      'All data without which work cannot go on, and all systems that would take more than a day to rebuild; the register of backups lists them.',
    ),
  ),
  '8.14.a': of(
    words('どのような機器・回線に、予備や二重化が必要ですか。', 'Which equipment and lines need a spare or a second one?'),
    words(
      '止まると許容する停止時間のうちに修理・代替ができない機器と回線に必要とする。それ以外は、保守契約による修理で足りるものとする。',
      'Those that could not be repaired or replaced within the longest stop that is tolerated. For the others, repair under a maintenance contract is enough.',
    ),
  ),
  '8.15.a': of(
    words('どの機器・システムのログが必要ですか。', 'Which devices and systems need logs?'),
    words(
      '重要なデータを保存するサーバ、認証を行うシステム、社外との境界にある機器のログはすべて必要とし、ログ取得対象台帳に挙げる。',
      'All servers with important data, all systems that authenticate, and all equipment at the border to the outside; the register of log sources lists them.',
    ),
  ),
  '8.15.b': of(
    words('どのログを、定期的に点検しますか。', 'Which logs are reviewed regularly?'),
    words(
      'ログ取得対象台帳に挙げたもののうち、サインインの失敗、特権の使用、設定の変更に関する記録を点検する。ほかの記録は、問題が起きたときに調べる。',
      'Of the sources in the register: failed sign-ins, use of privileges, changes of settings. Other records are looked at when a problem occurs.',
    ),
  ),
  '8.26.a': of(
    words('どのようなときに、専門家の支援を受けますか。', 'When is the help of a specialist sought?'),
    words(
      '個人情報または決済を扱うアプリケーション、および社外に公開するアプリケーションを取得するときは、支援を受ける。',
      'When the application to be acquired handles personal data or payments, or is open to the outside.',
    ),
  ),
  '8.29.b.3': of(
    words('どのような受入れに、自動化ツールによる検査が必要ですか。', 'Which acceptances need automated tools?'),
    words(
      '社外に公開するシステム、および個人情報を扱うシステムの受入れに必要とする。社内だけで使う小さな変更は、目視の確認で足りるものとする。',
      'Those of systems open to the outside or with personal data. For small changes used inside only, a review by eye is enough.',
    ),
  ),
  '8.8.b': of(
    words('修正プログラムを適用しない例外は、誰がどのように認めますか。', 'Who may except from patching, and how?'),
    words(
      '情報システム管理者が支障と代わりの対策を書面で示し、情報セキュリティ委員会が期限を付けて認める。期限は3か月以内とし、続けるときは改めて認める。',
      'The administrator sets out the trouble and the substitute in writing; the committee allows it until a date at most three months ahead, and anew after that.',
    ),
  ),
  '8.18.a': of(
    words('この原則の例外は、誰がどのように認めますか。', 'Who may except from this principle, and how?'),
    words(
      '8.18.bの承認を受けたものに限り、承認された利用者と期間の範囲で例外とする。',
      'Only what was approved under 8.18.b, for the users and the time that the approval names.',
    ),
  ),
  '8.20.g': of(
    words('持込み・私有のPCの接続の例外は、誰がどのように認めますか。', 'Who may allow visitors’ and private PCs, and how?'),
    words(
      '情報システム管理者が、目的・期間・接続先を記録して個別に認める。社内のサーバに届かない来客用の回線だけを使う場合は、例外として扱わない。',
      'The administrator, case by case, recording purpose, time and network. A line for visitors that reaches no server of ours is no exception.',
    ),
  ),
  '8.32.d': of(
    words('パッケージのカスタマイズの例外は、誰がどのように認めますか。', 'Who may allow customising a package, and how?'),
    words(
      '情報システム管理者が、動作と供給者のサポートへの影響を変更の記録に残して許可する。費用を伴うものは情報セキュリティ委員会の承認も得る。',
      'The administrator, with the effects on operation and on the vendor’s support in the record of the change; the committee too, where it costs money.',
    ),
  ),
  '8.34.a': of(
    words('営業時間内に監査を行う例外は、誰がどのように認めますか。', 'Who may allow an audit within business hours, and how?'),
    words(
      '閲覧だけで済む監査は営業時間内に行ってよい。それ以外は、止まるおそれのあるシステムと戻し方を示して、情報セキュリティ委員会が事前に承認する。',
      'An audit that only reads may take place within business hours. Any other needs the committee’s approval beforehand, naming the systems at risk and the way back.',
    ),
  ),
};
