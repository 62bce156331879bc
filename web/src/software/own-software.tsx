import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ownSoftwareQuery } from '../api/software.ts';
import type { OwnSoftware as Own } from '../api/software-types.ts';
import { Notice } from '../pieces/notice.tsx';

/** What on one of the reader's devices nobody permitted: remove it, or ask for it with a form that knows its name already. */
export function OwnSoftware({ device }: { device: string }) {
  const { t } = useTranslation();
  const query = useQuery(ownSoftwareQuery);
  const titles = query.data?.devices.find(({ id }) => id === device)?.titles ?? [];
  if (titles.length === 0) return null;
  return (
    <Notice kind="warn" title={t('software.own.title', { count: titles.length })}>
      <p>{t('software.own.lead')}</p>
      <ul>
        {titles.map((title) => (
          <li key={title.id}>
            <b>{title.name}</b> <Asking title={title} device={device} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Asking({ title, device }: { title: Own['devices'][number]['titles'][number]; device: string }) {
  const { t } = useTranslation();
  if (title.state === 'forbidden') return <span>{t('software.own.forbidden')}</span>;
  if (title.state === 'asked') return <span className="quiet">{t('software.own.asked')}</span>;
  return (
    <Link
      to="/requests/new/$room/$name"
      params={{ room: 'software', name: 'install' }}
      search={{
        name: title.name.slice(0, 120),
        ...(title.publisher !== '' && title.platform === 'windows' && { publisher: title.publisher }),
        device,
      }}
    >
      {t('software.own.apply')}
    </Link>
  );
}
