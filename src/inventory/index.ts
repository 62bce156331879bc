export { knownCollections } from './collect.store.ts';
export { collectSets, forgetSets, type IncomingSet, itemDigest } from './collect.ts';
