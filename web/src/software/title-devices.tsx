import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { softwarePageSize, titleDevicesQuery } from '../api/software.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { When } from '../pieces/when.tsx';
import classes from './software.module.css';

/** Who has a program, in which version and since when. */
export function TitleDevices({ id }: { id: string }) {
  const { t } = useTranslation();
  const { offset = 0 } = useSearch({ from: '/inside/devices/software/$id' });
  const query = useQuery(titleDevicesQuery(id, offset));
  return (
    <Section title={t('software.holders')}>
      <Answer query={query} what={t('software.holders')}>
        {({ total, devices }) =>
          total === 0 ? (
            <Empty title={t('software.noHolders')} />
          ) : (
            <div className={classes.list} aria-busy={query.isPlaceholderData}>
              <table className="table cards">
                <thead>
                  <tr>
                    <th scope="col">{t('software.device')}</th>
                    <th scope="col">{t('software.version')}</th>
                    <th scope="col">{t('software.since')}</th>
                    <th scope="col">{t('software.unlistedSince')}</th>
                  </tr>
                </thead>
                <tbody>
                  {devices.map((device) => (
                    <tr key={device.id}>
                      <th scope="row">
                        <Link to="/devices/$id" params={{ id: device.id }}>
                          {device.name}
                        </Link>
                      </th>
                      <td data-label={t('software.version')}>{device.versions.join('、') || '－'}</td>
                      <td data-label={t('software.since')}>
                        <When at={device.since} none={t('software.fromTheFirst')} />
                      </td>
                      <td data-label={t('software.unlistedSince')}>
                        {device.unlisted ? <When at={device.unlistedSince} ago /> : <span className="quiet">－</span>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <Pages
                offset={offset}
                size={softwarePageSize}
                total={total}
                link={(to) => ({ to: '/devices/software/$id', params: { id }, search: to === 0 ? {} : { offset: to } })}
              />
            </div>
          )
        }
      </Answer>
    </Section>
  );
}
