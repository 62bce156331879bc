import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface PlainLinkProps {
  readonly to: string;
  readonly className?: string | undefined;
  /** What it is called where its words alone say too little. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A link to a page that the server named with its query; the router goes there without loading the app anew. */
export function PlainLink({ to, className, label, children }: PlainLinkProps) {
  const router = useRouter();
  return (
    <a
      className={className}
      href={to}
      aria-label={label}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        router.navigate({ href: to });
      }}
    >
      {children}
    </a>
  );
}
