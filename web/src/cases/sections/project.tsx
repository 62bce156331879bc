import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { developmentChoicesQuery, requirementsQuery } from '../../api/development.ts';
import { Assessment } from '../../development/assessment.tsx';
import { Requirements } from '../../development/requirements.tsx';
import { Stages } from '../../development/stages.tsx';
import type { SectionProps } from './index.ts';

/** A development project: who reviewed which stage when, its risk, and the list of its requirements. */
export function ProjectSection({ detail }: SectionProps) {
  const client = useQueryClient();
  const { data: sheet } = useSuspenseQuery(requirementsQuery(detail.id));
  const { data: choices } = useSuspenseQuery(developmentChoicesQuery);
  // A step of the case changes what can be written here: it freezes the list, or opens it again.
  const seen = useRef(detail.revision);
  useEffect(() => {
    if (seen.current === detail.revision) return;
    seen.current = detail.revision;
    void client.invalidateQueries(requirementsQuery(detail.id));
  }, [client, detail.id, detail.revision]);
  return (
    <>
      <Stages detail={detail} />
      <Assessment sheet={sheet} choices={choices} />
      <Requirements sheet={sheet} choices={choices} />
    </>
  );
}
