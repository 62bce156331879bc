import { Link } from '@tanstack/react-router';
import type { SoftwareTitle } from '../api/software-types.ts';

/** Where a rule can be read: the line of its register, the request, the company value. */
export function RuleLink({ rule }: { rule: NonNullable<SoftwareTitle['rule']> }) {
  const { from, label } = rule;
  if (from.type === 'line') {
    const [room = '', name = ''] = from.of.split('/');
    return (
      <Link to="/registers/$room/$name" params={{ room, name }} search={{ q: label }}>
        {label}
      </Link>
    );
  }
  if (from.type === 'request')
    return (
      <Link to="/requests/$id" params={{ id: from.id }}>
        {label}
      </Link>
    );
  return (
    <Link to="/settings/values/$id" params={{ id: from.of }}>
      {label}
    </Link>
  );
}
