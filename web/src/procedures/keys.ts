import { useEffect } from 'react';
import { useDesk } from './desk.tsx';

/** Where keys belong to what is being typed or chosen. */
const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="radiogroup"]') !== null;

/** j and k walk from clause to clause; Ctrl-S or ⌘S saves the clause in which one is, or all of the chapter. */
export function useChapterKeys(): void {
  const { control, unsaved, save, canEdit } = useDesk();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // While a word is being composed every key belongs to the input method.
      if (event.isComposing || event.keyCode === 229) return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's' && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        if (!canEdit) return;
        const here = document.activeElement?.closest<HTMLElement>('[data-clause]')?.dataset.clause;
        const dirty = unsaved.ids().filter((id) => control.clauses.some((clause) => clause.id === id));
        void save(here !== undefined && dirty.includes(here) ? [here] : dirty);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      if (event.key === 'j' || event.key === 'k') walk(event.key === 'j' ? 1 : -1);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [control, unsaved, save, canEdit]);
}

/** From the clause that has the focus, else from the one at the top of the screen. */
function walk(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-clause]')];
  const focused = document.activeElement?.closest<HTMLElement>('[data-clause]') ?? null;
  const top = all.findIndex((clause) => clause.getBoundingClientRect().bottom > topOfReading);
  const at = focused === null ? (step === 1 ? top - 1 : top) : all.indexOf(focused);
  const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'start' });
}
/** Below the header and the bar of the chapter, in pixels. */
const topOfReading = 130;

/** Asks before the tab is closed or left for another site while something is unsaved; within the app nothing is lost anyway. */
export function useLeaveGuard(): void {
  const { unsaved } = useDesk();
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (unsaved.ids().length > 0) event.preventDefault();
    };
    addEventListener('beforeunload', onLeave);
    return () => removeEventListener('beforeunload', onLeave);
  }, [unsaved]);
}
