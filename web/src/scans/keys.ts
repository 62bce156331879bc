import { type KeyboardEvent, useState } from 'react';
import type { ScanFinding, ScanStep } from '../api/scans.ts';
import { isComposing } from '../pieces/form.tsx';

const steps: Readonly<Record<string, ScanStep>> = { p: 'plan', f: 'fix', v: 'verify', r: 'propose', o: 'reopen', a: 'agree' };

interface Triage {
  readonly findings: readonly ScanFinding[];
  choose(finding: ScanFinding): void;
  /** The chosen ones, or the one under the mark where none is. */
  begin(step: ScanStep, under: ScanFinding | undefined): void;
}

/**
 * Triage without a mouse: j and k move the mark, x chooses, a letter begins a step. Only while the list itself has the focus, so that no
 * letter is taken from a field or from an input method.
 */
export function useTriageKeys({ findings, choose, begin }: Triage): {
  readonly current: number;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
} {
  const [at, setAt] = useState(0);
  const current = Math.min(at, Math.max(0, findings.length - 1));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const under = findings[current];
    const key = event.key.toLowerCase();
    const step = steps[key];
    if (key === 'j' || key === 'arrowdown') setAt(Math.min(current + 1, findings.length - 1));
    else if (key === 'k' || key === 'arrowup') setAt(Math.max(current - 1, 0));
    else if (key === 'x' || key === ' ') under !== undefined && choose(under);
    else if (step !== undefined) begin(step, under);
    else return;
    event.preventDefault();
  };
  return { current, onKeyDown };
}
