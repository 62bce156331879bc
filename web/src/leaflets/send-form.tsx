import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, download } from '../api/client.ts';
import { type LeafletState, type Leaflets, remindReaders, sendLeaflet } from '../api/leaflets.ts';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';

/** Sends exactly what the preview shows, to everybody or to those who came later; reminds; prints for who has no address. */
export function SendForm({ all, leaflet }: { all: Leaflets; leaflet: LeafletState }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [dueOn, setDueOn] = useState(all.dueOn);
  const [tried, setTried] = useState(false);
  const refresh = async () => {
    await Promise.all(['leaflets', 'leaflet-register', 'control', 'board'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  const dueFault = dueOn < dayOf(new Date()) || dueOn > all.dueUntil ? t('leaflets.dueBad', { until: all.dueUntil }) : undefined;
  const send = useMutation({
    mutationFn: (to: 'everyone' | 'newcomers') =>
      sendLeaflet({ audience: leaflet.audience, to, dueOn, digest: leaflet.digest, after: leaflet.sent?.id ?? null }),
    onSettled: refresh,
  });
  const remind = useMutation({ mutationFn: () => remindReaders(leaflet.audience), onSettled: refresh });
  const busy = send.isPending || remind.isPending;
  const submit = (to: 'everyone' | 'newcomers') => {
    setTried(true);
    remind.reset();
    if (dueFault === undefined && !busy) send.mutate(to);
  };
  const waiting = leaflet.content === 'sent' && leaflet.acknowledged + leaflet.notAsked < leaflet.people;
  const nobody = leaflet.people === 0 || leaflet.lines.length === 0;
  return (
    <Section id="send" title={t('leaflets.send')} lead={leaflet.sent === null ? t('leaflets.sendLead') : t('leaflets.resendLead')}>
      <Form className="stack" onSubmit={() => submit('everyone')}>
        {leaflet.withoutAddress > 0 && <p className="small">{t('leaflets.withoutAddress', { count: leaflet.withoutAddress })}</p>}
        <TextInput
          type="date"
          label={t('leaflets.due')}
          description={t('leaflets.dueHint')}
          value={dueOn}
          min={dayOf(new Date())}
          max={all.dueUntil}
          error={tried ? dueFault : undefined}
          style={{ maxWidth: '26rem' }}
          onChange={(event) => setDueOn(event.currentTarget.value)}
        />
        <SendFault error={send.error ?? remind.error} />
        {send.isSuccess && (
          <Notice kind="done">
            <p>{t('leaflets.sent', { ...send.data })}</p>
            {send.data.byMail > 0 && (
              <p className="small">
                {t('leaflets.sentWhen')} <Link to="/settings/notices">{t('leaflets.toQueue')}</Link>
              </p>
            )}
          </Notice>
        )}
        {remind.isSuccess && (
          <Notice kind="done">
            {remind.data.queued === 0 ? t('leaflets.remindedNone') : t('leaflets.reminded', { count: remind.data.queued })}
          </Notice>
        )}
        <div className="row">
          <Button
            type="submit"
            loading={send.isPending}
            disabled={nobody || busy}
            variant={leaflet.content === 'sent' ? 'outline' : 'filled'}
          >
            {t(leaflet.sent === null ? 'leaflets.sendNow' : 'leaflets.sendAgain', { count: leaflet.people })}
          </Button>
          {leaflet.content === 'sent' && leaflet.notAsked > 0 && (
            <Button disabled={busy} onClick={() => submit('newcomers')}>
              {t('leaflets.newcomers', { count: leaflet.notAsked })}
            </Button>
          )}
          {waiting && (
            <Button
              variant="default"
              disabled={busy}
              loading={remind.isPending}
              onClick={() => {
                send.reset();
                remind.mutate();
              }}
            >
              {t('leaflets.remind')}
            </Button>
          )}
          <PrintButton leaflet={leaflet} />
        </div>
      </Form>
    </Section>
  );
}

function PrintButton({ leaflet }: { leaflet: LeafletState }) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const file = useMutation({
    mutationFn: () => download('POST', '/api/leaflets/pdf', 'leaflet.pdf', { audience: leaflet.audience, lang: language }),
  });
  return (
    <>
      <Button variant="subtle" loading={file.isPending} disabled={leaflet.lines.length === 0} onClick={() => file.mutate()}>
        {t('leaflets.print')}
      </Button>
      {file.isError && <SendFault error={file.error} />}
    </>
  );
}

/** The refusals that mean something particular here; the page has already loaded what stands now. */
function SendFault({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error instanceof ApiError) {
    const { what } = error.params;
    if (error.code === 'not-ready' && (what === 'version' || what === 'lines' || what === 'nobody' || what === 'mail'))
      return <Notice kind="error">{t(`leaflets.notReady.${what}`)}</Notice>;
    if (error.code === 'conflict')
      return <Notice kind="error">{what === 'content' ? t('leaflets.conflictContent') : t('leaflets.conflictSent')}</Notice>;
    if (error.code === 'wrong-state') return <Notice kind="error">{t('leaflets.stateWrong')}</Notice>;
  }
  return <Fault error={error} />;
}
