import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endSession, sessionsQuery } from '../api/people.ts';
import { Answer } from '../pieces/answer.tsx';
import { Fault } from '../pieces/notice.tsx';
import { When } from '../pieces/when.tsx';
import classes from './settings.module.css';

/** Where someone is signed in, each with its end. `null` is oneself. */
export function Sessions({ personId }: { personId: string | null }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(sessionsQuery(personId));
  const end = useMutation({
    mutationFn: (id: string) => endSession(personId, id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <Answer query={query}>
      {({ sessions }) => (
        <div className="stack">
          <Fault error={end.error} />
          {sessions.length === 0 && <p className="quiet">{t('sessions.none')}</p>}
          <ul className={classes.list}>
            {sessions.map((session) => (
              <li key={session.id}>
                <div>
                  <b>{session.browser}</b> {session.current && <span className="small quiet">({t('sessions.current')})</span>}
                  <div className="small quiet">
                    {t('sessions.address')} {session.address} · {t('sessions.began')} <When at={session.createdAt} /> · {t('sessions.last')}{' '}
                    <When at={session.lastSeenAt} />
                  </div>
                </div>
                {!session.current && (
                  <Button
                    variant="outline"
                    size="compact-sm"
                    aria-label={`${t('sessions.end')}: ${session.browser} ${session.address}`}
                    loading={end.isPending && end.variables === session.id}
                    onClick={() => end.mutate(session.id)}
                  >
                    {t('sessions.end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Answer>
  );
}
