import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asksQuery } from '../api/live.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page } from '../pieces/page.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { AskForm } from './ask-form.tsx';
import { History } from './history.tsx';
import { Result } from './result.tsx';

/** Asking devices now: what to ask, what came back, and what was asked before. */
export function AskPage() {
  const { t } = useTranslation();
  const me = useMe();
  const { id } = useSearch({ from: '/inside/devices/ask' });
  return (
    <Page title={t('live.title')} lead={id === undefined ? t('live.lead') : undefined}>
      <DeviceSections />
      {!isAdministrator(me.roles) ? (
        <Notice kind="info">{t('live.onlyAdministrators')}</Notice>
      ) : id === undefined ? (
        <Start />
      ) : (
        <Result key={id} id={id} />
      )}
    </Page>
  );
}

function Start() {
  const { t } = useTranslation();
  const { offset = 0, like } = useSearch({ from: '/inside/devices/ask' });
  const query = useQuery(asksQuery(offset));
  return (
    <Answer query={query} what={t('live.title')}>
      {(list) => (
        <>
          <AskForm key={like ?? ''} list={list} like={like} />
          <History list={list} offset={offset} busy={query.isPlaceholderData} />
        </>
      )}
    </Answer>
  );
}
