export {
  changesAfter,
  changesById,
  commonItems,
  type HeldSet,
  type InventoryChange,
  type InventoryItem,
  itemsById,
  setsOfDevices,
} from './changes.store.ts';
export { knownCollections } from './collect.store.ts';
export { collectSets, forgetSets, type IncomingSet } from './collect.ts';
export { itemDigest } from './dictionary.ts';
export { type ExportWanted, exportItems } from './export.ts';
export { freshItemsPerDayMax, refuseFloods, type ToldSet } from './flood.ts';
export {
  type ForeignKind,
  type ForeignMachine,
  type ForeignRow,
  type ForeignSource,
  foreignKinds,
  foreignOfKinds,
  listForeign,
} from './foreign.store.ts';
export { type ImportedMachines, importMachines, type ToldMachine } from './foreign.ts';
export { makerOf } from './makers.ts';
export { keepNeighbours, type Look } from './neighbours.ts';
export { answers, listQuestions, listSegments } from './questions.store.ts';
export { changesOfDevice, collectionsOf, countItems, holdersOf, itemById, itemsOfDevice, listItems } from './read.store.ts';
export { keepScan, type ScannedNeighbour, type ScanPorts } from './scan.ts';
export { type CollectingStands, collectingStands } from './standing.ts';
export { type StrangerPorts, Strangers, seenWithinMs, type UnknownMachines } from './strangers.ts';
export { attributeTitles, collectionTitles } from './titles.ts';
