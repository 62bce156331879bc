/** The ledger's public face. Other rooms import this file only. */
export { append, erasePayload } from './append.ts';
export { type EntryFields, type Json, type LedgerEvent, payloadBytesMax } from './entry.ts';
export {
  checkpointCovering,
  entriesOfBundle,
  erasuresOf,
  latestAbout,
  newestOfKind,
  type Proofs,
  proofsFor,
  readBundle,
  readEntry,
  readEntryBytes,
  readLeafHashes,
  readPayloads,
  readRange,
  type StoredPayload,
} from './evidence.ts';
export { Integrator, type IntegratorDeps, integrate } from './integrate.ts';
export { isLedgerKind, type LedgerKind, ledgerKinds } from './kinds.ts';
export { openLedger } from './open.ts';
export { consistencyProof, inclusionProof } from './proofs.ts';
export { type LedgerCheckpoint, type LedgerRow, readCheckpoint, readEntries, readHead } from './read.ts';
export { memorySigner, openSigner, type Signer } from './signer.ts';
export { readTile } from './tiles.ts';
export { type LedgerProblem, type LedgerProblemCode, type LedgerReport, type VerifyOptions, verifyLedger } from './verify.ts';
