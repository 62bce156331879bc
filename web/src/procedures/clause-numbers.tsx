import { Link } from '@tanstack/react-router';
import { controlOf } from '../shell/search-hits.ts';

/** Numbers of clauses or chapters, each leading to the place where it is written. */
export function ClauseNumbers({ ids }: { ids: readonly string[] }) {
  return (
    <span className="row" style={{ display: 'inline-flex', gap: '0 0.6rem' }}>
      {ids.map((id) => (
        <ClauseNumber key={id} id={id} />
      ))}
    </span>
  );
}

export function ClauseNumber({ id }: { id: string }) {
  const chapter = controlOf(id);
  return (
    <Link to="/procedures/chapters/$id" params={{ id: chapter }} hash={id === chapter ? undefined : id} className="number target">
      {id}
    </Link>
  );
}
