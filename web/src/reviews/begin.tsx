import { Button, Radio } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginReview, type ReviewVariant } from '../api/reviews.ts';
import { CaseFault } from '../cases/fault.tsx';
import { Dialog } from '../pieces/dialog.tsx';
import { Form } from '../pieces/form.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { useMe } from '../shell/me.tsx';
import classes from './reviews.module.css';

const variants = ['privileges', 'access', 'source-code', 'software'] as const;

/** What can be done about reviews besides what a date begins: one begun by hand, and the lists that they are held against. */
export function ReviewActs() {
  const { t } = useTranslation();
  const { roles } = useMe();
  const [open, setOpen] = useState(false);
  const reads = roles.some((role) => ['administrator', 'committee', 'management', 'auditor'].includes(role));
  return (
    <>
      {reads && (
        <LinkButton to="/reviews/lists" variant="default">
          {t('reviews.lists.title')}
        </LinkButton>
      )}
      {roles.some((role) => role === 'administrator' || role === 'committee') && (
        <Button onClick={() => setOpen(true)}>{t('reviews.begin.title')}</Button>
      )}
      {open && <Begin close={() => setOpen(false)} />}
    </>
  );
}

function Begin({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [variant, setVariant] = useState<ReviewVariant>('privileges');
  const begin = useMutation({
    mutationFn: () => beginReview(variant),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['cases'] });
      await navigate({ to: '/cases/$id', params: { id } });
    },
  });
  return (
    <Dialog opened close={close} title={t('reviews.begin.title')}>
      <Form className="stack" onSubmit={() => begin.mutate()}>
        <p>{t('reviews.begin.lead')}</p>
        <Radio.Group label={t('reviews.begin.what')} value={variant} onChange={(value) => setVariant(value as ReviewVariant)}>
          <div className={classes.options}>
            {variants.map((each, i) => (
              <Radio key={each} value={each} label={t(`reviews.variants.${each}`)} data-autofocus={i === 0 || undefined} />
            ))}
          </div>
        </Radio.Group>
        <CaseFault error={begin.error} />
        <div className={classes.choices}>
          <Button type="submit" loading={begin.isPending}>
            {t('reviews.begin.act')}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t('action.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
