import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duties, Duty } from '../api/duties.ts';
import { ClauseLinks } from '../pieces/clause-links.tsx';
import { Dialog } from '../pieces/dialog.tsx';
import { VerdictWord } from '../pieces/mark.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import classes from './definitions.module.css';
import { EventForm } from './event-form.tsx';
import { SettingsForm } from './settings-form.tsx';
import { Party } from './state.tsx';

interface DutyRowProps {
  duty: Duty;
  parties: Duties['parties'];
  /** The address names this one. */
  isNamed: boolean;
}

/** One duty: how it stands, who sees to it, when it is next due; who may, changes that in place. */
export function DutyRow({ duty, parties, isNamed }: DutyRowProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { id, title, purpose, recurrence, clauses, applies, owner, deputy, standing, open, overdue } = duty;
  return (
    <tr id={id} className={`${classes.duty} ${applies ? '' : classes.off} ${isNamed ? classes.named : ''}`}>
      <th scope="row">
        <details open={isNamed}>
          <summary className={classes.title}>{say(title)}</summary>
          <p className={classes.purpose}>{say(purpose)}</p>
          <p className={classes.purpose}>
            <Link to="/duties" search={{ duty: id, who: 'all', state: 'all' }}>
              {t('duties.allOnes')}
            </Link>
          </p>
        </details>
        <span className={classes.rhythm}>{say(recurrence)}</span>
      </th>
      <td data-label={t('duties.state')}>
        <div>
          <VerdictWord verdict={applies ? standing.verdict : 'not-applicable'} />
          <span className={classes.because}>{applies ? say(standing.because) : t('duties.doesNotApply')}</span>
        </div>
      </td>
      <td data-label={t('duties.owner')}>
        <div>
          <Party party={owner} deputy={deputy} />
        </div>
      </td>
      <td data-label={t('duties.nextDue')}>
        <div>
          {standing.dueOn === null ? <span className="quiet">－</span> : <time className="number">{standing.dueOn}</time>}
          {open + overdue > 0 && (
            <Link to="/duties" search={{ duty: id, who: 'all' }} className={classes.open}>
              {t('duties.openOnes', { count: open })}
              {overdue > 0 && <b className={classes.late}> {t('duties.overdueOnes', { count: overdue })}</b>}
            </Link>
          )}
        </div>
      </td>
      <td data-label={t('duties.lastDone')}>
        <When at={standing.evidenceAt} />
      </td>
      <td data-label={t('duties.clauses')}>
        <ClauseLinks ids={clauses} />
      </td>
      <td className="no-print">
        <Acts duty={duty} parties={parties} />
      </td>
    </tr>
  );
}

function Acts({ duty, parties }: Omit<DutyRowProps, 'isNamed'>) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { roles } = useMe();
  const [dialog, setDialog] = useState<'settings' | 'event' | null>(null);
  const { title, applies, recordable } = duty;
  const maySet = roles.includes('administrator') || roles.includes('committee');
  const mayRecord = recordable !== null && applies && !roles.includes('auditor');
  return (
    <div className={classes.acts}>
      {mayRecord && (
        <Button size="compact-sm" variant="outline" onClick={() => setDialog('event')}>
          {t('duties.recordEvent')}
        </Button>
      )}
      {maySet && (
        <Button size="compact-sm" variant="default" onClick={() => setDialog('settings')}>
          {t('duties.changeOwner')}
        </Button>
      )}
      <Dialog opened={dialog === 'settings'} close={() => setDialog(null)} title={t('duties.changeOwnerOf', { title: say(title) })}>
        <SettingsForm duty={duty} parties={parties} close={() => setDialog(null)} />
      </Dialog>
      <Dialog opened={dialog === 'event'} close={() => setDialog(null)} title={t('duties.recordEventOf', { title: say(title) })}>
        <EventForm duty={duty} close={() => setDialog(null)} />
      </Dialog>
    </div>
  );
}
