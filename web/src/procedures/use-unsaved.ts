import { useSyncExternalStore } from 'react';
import { useMe } from '../shell/me.tsx';
import { Unsaved, type Writing } from './unsaved.ts';

function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    // A browser that forbids storage still lets people write; only a reload then loses it.
    return null;
  }
}

const byAccount = new Map<string, Unsaved>();
/** The one of this tab for this person. */
export function unsavedOf(account: string): Unsaved {
  const found = byAccount.get(account) ?? new Unsaved(account, tabStorage());
  byAccount.set(account, found);
  return found;
}

export const useWriting = (unsaved: Unsaved, id: string): Writing | undefined =>
  useSyncExternalStore(unsaved.subscribe, () => unsaved.get(id));
export const useUnsavedIds = (unsaved: Unsaved): readonly string[] => useSyncExternalStore(unsaved.subscribe, unsaved.ids);

/** The writings of whoever is signed in here. */
export const useUnsaved = (): Unsaved => unsavedOf(useMe().accountId ?? 'none');
