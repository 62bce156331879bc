import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Adoption, DraftClause } from '../api/procedures.ts';
import { Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { momentOf } from '../pieces/when.tsx';
import { broughtTogether, canBeBoth, type Edit, type Fields, type Meeting, meetings, type Side } from './clause-draft.ts';
import classes from './conflict.module.css';
import { useDesk } from './desk.tsx';
import { WordMarks } from './word-marks.tsx';

/**
 * Somebody else was faster. Both are shown, field by field; what only one of the two changed is proposed. Nothing is saved here: the
 * result goes into the fields, and what was not taken stays at hand.
 */
export function Conflict({ clause, edit, theirs }: { clause: DraftClause; edit: Edit; theirs: Fields }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { unsaved } = useDesk();
  const found = meetings(edit, theirs);
  const [chosen, setChosen] = useState<Partial<Record<Meeting['field'], Side>>>({});
  const sideOf = (meeting: Meeting): Side => chosen[meeting.field] ?? meeting.proposed;
  const take = () => {
    const next = broughtTogether(edit, theirs, clause.revision, sideOf);
    unsaved.mark(clause.id, { tried: false, error: null });
    unsaved.write(clause.id, next);
  };
  return (
    <Notice kind="warn" title={t('chapter.conflict.title')}>
      <p className="small">
        {t('chapter.conflict.body', {
          by: clause.changedBy === null ? '' : say(clause.changedBy),
          at: clause.changedAt === null ? '' : momentOf(clause.changedAt),
        })}
      </p>
      <ul className={classes.fields}>
        {found.map((meeting) => (
          <li key={meeting.field} className={classes.field}>
            <p className={classes.name}>{t(`chapter.field.${meeting.field}`)}</p>
            <Sides meeting={meeting} clause={clause} />
            <SegmentedControl
              size="xs"
              aria-label={t('chapter.conflict.choose', { field: t(`chapter.field.${meeting.field}`) })}
              value={sideOf(meeting)}
              onChange={(side) => setChosen({ ...chosen, [meeting.field]: side as Side })}
              data={(['theirs', 'mine', ...(canBeBoth(meeting) ? (['both'] as const) : [])] as const).map((value) => ({
                value,
                label: t(`chapter.conflict.${value}`),
              }))}
            />
          </li>
        ))}
      </ul>
      <Button onClick={take}>{t('chapter.conflict.take')}</Button>
      <p className="small">{t('chapter.conflict.afterwards')}</p>
    </Notice>
  );
}

function Sides({ meeting, clause }: { meeting: Meeting; clause: DraftClause }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { parties } = useDesk();
  const name = (value: string): string => {
    if (value === '') return t('chapter.conflict.empty');
    if (meeting.field === 'adoption') return t(`chapter.adoption.${value as Adoption}`);
    const party = [...parties, clause.owner, clause.deputy].find((each) => each?.party === value);
    return party == null ? value : say(party.name);
  };
  const isText = meeting.field !== 'adoption' && meeting.field !== 'owner' && meeting.field !== 'deputy';
  return (
    <div className={classes.sides}>
      <div>
        <p className={classes.side}>{t('chapter.conflict.theirsLong')}</p>
        {isText ? <p className={classes.text}>{name(meeting.theirs)}</p> : <b>{name(meeting.theirs)}</b>}
      </div>
      <div>
        <p className={classes.side}>{t('chapter.conflict.mineLong')}</p>
        {isText ? <WordMarks before={meeting.theirs} after={meeting.mine} /> : <b>{name(meeting.mine)}</b>}
      </div>
    </div>
  );
}
