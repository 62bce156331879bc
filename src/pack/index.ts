export { type BuiltPack, buildPack, type PackDeps, type PackOrder } from './build.ts';
export type { PackClause, PackControl, PackFact, PackMechanism, PackSource, PackValue, PackVerdict, PackVerdictName } from './source.ts';
