import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Adoption, type ClauseStates, type DraftClause, historyQuery } from '../api/procedures.ts';
import { Answer } from '../pieces/answer.tsx';
import { useSaid } from '../pieces/said.ts';
import { When } from '../pieces/when.tsx';
import around from './clause-around.module.css';
import classes from './clause-history.module.css';
import { useDesk } from './desk.tsx';
import { toWritten } from './slots.ts';

/** Everything that was ever saved for the clause: what somebody overwrote can be read and copied from here. */
export function ClauseHistory({ clause }: { clause: DraftClause }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  if (clause.revision === 0) return null;
  return (
    <details className={around.more} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t('chapter.history', { count: clause.revision })}</summary>
      {opened && <States clause={clause.id} />}
    </details>
  );
}

function States({ clause }: { clause: string }) {
  const { t } = useTranslation();
  const query = useQuery(historyQuery(clause));
  return (
    <Answer query={query} what={t('chapter.history', { count: '' })}>
      {({ states }) => (
        <ol className={classes.states}>
          {states.map((state) => (
            <State key={state.revision} state={state} />
          ))}
        </ol>
      )}
    </Answer>
  );
}

function State({ state }: { state: ClauseStates['states'][number] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { names } = useDesk();
  const { content } = state;
  const text = (key: string): string => (typeof content[key] === 'string' ? (content[key] as string) : '');
  const texts = [toWritten(text('textJa'), names.ja), toWritten(text('textEn'), names.en), text('note')].filter((each) => each !== '');
  return (
    <li className={classes.state}>
      <p className={classes.head}>
        <When at={state.at} /> {say(state.by)} <b>{t(`chapter.adoption.${text('adoption') as Adoption}`)}</b>
      </p>
      {texts.map((each) => (
        <p key={each} className={classes.text}>
          {each}
        </p>
      ))}
      {text('reason') !== '' && <p className="quiet">{t('chapter.value.why', { reason: text('reason') })}</p>}
    </li>
  );
}
