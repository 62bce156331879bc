import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { retiredPageSize, retiredQuery } from '../api/rollout.ts';
import { DeviceSections } from '../devices/sections.tsx';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Page } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';

/** Devices out of use, and of which it is not recorded that they were erased. */
export function RetiredPage() {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { offset = 0 } = useSearch({ from: '/inside/devices/retired' });
  const query = useQuery(retiredQuery(offset));
  return (
    <Page title={t('rollout.retire.list')} lead={t('rollout.retire.listLead')}>
      <DeviceSections />
      <Answer query={query} what={t('rollout.retire.list')}>
        {({ total, devices }) =>
          total === 0 ? (
            <Empty title={t('rollout.retire.none')} />
          ) : (
            <>
              <Scroll label={t('rollout.retire.list')}>
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">{t('devices.name')}</th>
                      <th scope="col">{t('device.serial')}</th>
                      <th scope="col">{t('rollout.retire.when')}</th>
                      <th scope="col">{t('rollout.retire.why')}</th>
                      <th scope="col">{t('rollout.retire.erasure')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {devices.map((device) => (
                      <tr key={device.id}>
                        <th scope="row">{device.name}</th>
                        <td>{device.serial ?? t('device.notThere')}</td>
                        <td>
                          <When at={device.retiredAt} />
                          {device.by !== null && <div className="small quiet">{say(device.by)}</div>}
                        </td>
                        <td>
                          {device.reason === null ? t('rollout.retire.state.not-known') : t(`rollout.retire.reason.${device.reason}`)}
                          {device.note !== '' && <div className="small quiet">{device.note}</div>}
                        </td>
                        <td>
                          {device.erasure === 'recorded' || device.erasure === 'not-wanted' || device.erasure === 'not-known' ? (
                            t(`rollout.retire.state.${device.erasure}`)
                          ) : (
                            <b>{t(`rollout.retire.state.${device.erasure}`)}</b>
                          )}{' '}
                          {device.occurrence !== null && (
                            <Link to="/duties/$id" params={{ id: device.occurrence }}>
                              {t('rollout.retire.open')}
                            </Link>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scroll>
              <Pages
                offset={offset}
                size={retiredPageSize}
                total={total}
                link={(next) => ({ to: '/devices/retired', search: { offset: next === 0 ? undefined : next } })}
              />
            </>
          )
        }
      </Answer>
    </Page>
  );
}
