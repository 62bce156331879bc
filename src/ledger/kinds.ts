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
