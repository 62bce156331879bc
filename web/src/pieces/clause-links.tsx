import { Link } from '@tanstack/react-router';
import { controlOf } from '../shell/search-hits.ts';

/** Numbers of clauses, each leading to its sentence. */
export function ClauseLinks({ ids }: { ids: readonly string[] }) {
  return (
    <span className="row" style={{ gap: '0 0.75rem' }}>
      {ids.map((id) => (
        <Link key={id} to="/controls/$id" params={{ id: controlOf(id) }} hash={id} className="number target">
          {id}
        </Link>
      ))}
    </span>
  );
}
