import { createContext, type ReactNode, use } from 'react';
import type { Me } from '../api/session.ts';

const MeContext = createContext<Me | null>(null);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** The person who is signed in. Only inside the shell. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error('useMe outside the shell');
  return me;
}
