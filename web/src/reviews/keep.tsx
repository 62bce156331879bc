import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Keepable, keepableQuery, keepTogether, reviewKey } from '../api/reviews.ts';
import { CaseFault } from '../cases/fault.tsx';
import { Answer } from '../pieces/answer.tsx';
import { Dialog } from '../pieces/dialog.tsx';
import classes from './reviews.module.css';

/** Keeps together what nothing happened to: counted and named first, then confirmed with the second factor. */
export function Keep({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(keepableQuery(id));
  return (
    <Dialog opened close={close} title={t('reviews.keepAll')} wide>
      <Answer query={query} what={t('reviews.keepAll')}>
        {(found) => <Confirm id={id} found={found} close={close} />}
      </Answer>
    </Dialog>
  );
}

const shownMost = 200;

function Confirm({ id, found, close }: { id: string; found: Keepable; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const keep = useMutation({
    mutationFn: () => keepTogether(id, { digest: found.digest, lines: found.lines }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: reviewKey(id) });
      close();
    },
  });
  if (found.lines === 0) return <p>{t('reviews.nothingToKeep')}</p>;
  return (
    <>
      <p>{t('reviews.keepLead', { count: found.lines })}</p>
      <ul style={{ maxHeight: '40vh', overflow: 'auto' }}>
        {found.named.slice(0, shownMost).map(({ id: line, who, what, level }) => (
          <li key={line}>{`${who}: ${what} (${level})`}</li>
        ))}
      </ul>
      {found.lines > shownMost && <p className="small quiet">{t('reviews.andMore', { count: found.lines - shownMost })}</p>}
      <CaseFault error={keep.error} />
      <div className={classes.choices}>
        <Button data-autofocus loading={keep.isPending} onClick={() => keep.mutate()}>
          {t('reviews.keepThem', { count: found.lines })}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t('action.cancel')}
        </Button>
      </div>
    </>
  );
}
