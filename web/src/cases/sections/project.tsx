import { useSuspenseQuery } from '@tanstack/react-query';
import { developmentChoicesQuery, requirementsQuery } from '../../api/development.ts';
import { Assessment } from '../../development/assessment.tsx';
import { Requirements } from '../../development/requirements.tsx';
import { Stages } from '../../development/stages.tsx';
import type { SectionProps } from './index.ts';

/** A development project: who reviewed which stage when, its risk, and the list of its requirements. */
export function ProjectSection({ detail }: SectionProps) {
  const { data: sheet } = useSuspenseQuery(requirementsQuery(detail.id));
  const { data: choices } = useSuspenseQuery(developmentChoicesQuery);
  return (
    <>
      <Stages detail={detail} />
      <Assessment sheet={sheet} choices={choices} />
      <Requirements sheet={sheet} choices={choices} />
    </>
  );
}
