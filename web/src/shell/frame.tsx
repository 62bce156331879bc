import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.ts';
import { MeProvider } from './me.tsx';
import { Shell } from './shell.tsx';

/** The shell, with the person that the guard of the routes has found. A later change of name or language is followed. */
export function SignedInFrame() {
  const { me } = useRouteContext({ from: '/inside' });
  const { data } = useQuery(sessionQuery);
  return (
    <MeProvider me={data?.signedIn ? data : me}>
      <Shell />
    </MeProvider>
  );
}
