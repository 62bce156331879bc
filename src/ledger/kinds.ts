import { type Words, words } from '../base/text.ts';

/** What can stand in the ledger. The list is closed and a name is permanent: packs of past years must still read. */
export const ledgerKinds = {
  'ledger.created': words('証跡原簿の作成', 'Ledger created'),
  'device.enrolled': words('端末の登録', 'Device enrolled'),
  'device.re-enrolled': words('端末の再登録', 'Device enrolled again'),
  'device.conflict': words('端末の身元の重複', 'Device identity in conflict'),
  'device.decided': words('端末についての決定', 'Decision on a device'),
  'finding.changed': words('判定の変化', 'Verdict changed'),
  'value.changed': words('会社の値の変更', 'Company value changed'),
  'company.changed': words('会社の情報の変更', 'Company facts changed'),
  'procedure.edited': words('手順書の草案の編集', 'Draft of the procedures edited'),
  'procedure.submitted': words('手順書の提出', 'Procedures submitted'),
  'procedure.withdrawn': words('手順書の取下げ', 'Procedures withdrawn'),
  'procedure.decided': words('手順書への同意', 'Approval given to the procedures'),
  'procedure.approved': words('手順書の承認', 'Procedures approved'),
  'procedure.returned': words('手順書の差戻し', 'Procedures returned'),
  'staff.imported': words('社員名簿の取込み', 'Staff imported'),
  'staff.changed': words('社員名簿の変更', 'Staff changed'),
  'leaflet.sent': words('しおりの送付', 'Leaflet sent'),
  'leaflet.acknowledged': words('しおりの確認', 'Leaflet acknowledged'),
  'leaflet.changed': words('しおりの設定の変更', 'Leaflet settings changed'),
  'notice.settings': words('通知の設定の変更', 'Notice settings changed'),
  'notice.decided': words('未達の通知についての決定', 'Decision on an undelivered notice'),
  'account.created': words('利用者の追加', 'Account created'),
  'account.changed': words('利用者の変更', 'Account changed'),
  'account.signed-in': words('サインイン', 'Signed in'),
  'account.refused': words('サインインの拒否', 'Sign-in refused'),
  'session.ended': words('セッションの終了', 'Session ended'),
  'secret.rotated': words('秘密情報の更新', 'Secret rotated'),
  'bundle.written': words('エージェント配布一式の作成', 'Agent bundle written'),
  'payload.erased': words('内容の消去', 'Payload erased'),
  'pack.built': words('監査資料の作成', 'Evidence pack built'),
  'server.started': words('サーバの起動', 'Server started'),
  'link.made': words('初期設定リンクの発行', 'Set-up link made'),
} as const satisfies Record<string, Words>;

export type LedgerKind = keyof typeof ledgerKinds;

/** Kinds whose payload is never erased: they say what the ledger is, what was erased, and what was handed to an auditor. */
export const neverErased: ReadonlySet<LedgerKind> = new Set<LedgerKind>(['ledger.created', 'payload.erased', 'pack.built']);

export const isLedgerKind = (kind: string): kind is LedgerKind => Object.hasOwn(ledgerKinds, kind);
