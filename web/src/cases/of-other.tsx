import { Link } from '@tanstack/react-router';
import type { NamedCase } from '../api/cases.ts';
import { useSaid } from '../pieces/said.ts';

/** A case on another page: by its kind, number and label; a link for whoever may open it. */
export function CaseName({ of }: { of: NamedCase }) {
  const { say } = useSaid();
  const words = `${say(of.kind)} ${of.number} ${of.label}`;
  return of.mayRead ? (
    <Link to="/cases/$id" params={{ id: of.id }}>
      {words}
    </Link>
  ) : (
    <span>{words}</span>
  );
}
