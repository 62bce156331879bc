import { Button, FileInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foreignQuery, type InventorySearch, importForeign, inventoryPageSize } from '../api/inventory.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { Pages } from '../pieces/pages.tsx';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './inventory.module.css';

/** Machines that no agent runs on, as another inventory tells of them. */
export function Foreign({ search }: { search: InventorySearch }) {
  const { t } = useTranslation();
  const me = useMe();
  const query = useQuery(foreignQuery(search));
  return (
    <>
      <Section title={t('inventory.foreign')} lead={t('inventory.foreignLead')}>
        <Answer query={query} what={t('inventory.foreign')}>
          {({ total, machines }) =>
            total === 0 ? (
              <Empty title={t(search.q === undefined ? 'inventory.foreignNone' : 'inventory.none')} />
            ) : (
              <>
                <p className={classes.total} role="status">
                  {t('inventory.total', { count: total })}
                </p>
                <Scroll label={t('inventory.foreign')}>
                  <table className="table">
                    <caption className="unseen">{t('inventory.foreign')}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{t('inventory.name')}</th>
                        <th scope="col">{t('inventory.kind')}</th>
                        <th scope="col">{t('inventory.maker')}</th>
                        <th scope="col">{t('inventory.firmware')}</th>
                        <th scope="col">{t('inventory.address')}</th>
                        <th scope="col">{t('inventory.source')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {machines.map((machine) => (
                        <tr key={machine.id}>
                          <th scope="row" className={classes.key}>
                            {machine.name}
                            {machine.serial !== '' && <div className={classes.about}>{machine.serial}</div>}
                          </th>
                          <td>{t(`inventory.kinds.${machine.kind}`)}</td>
                          <td>{[machine.maker, machine.model].filter((each) => each !== '').join(' ')}</td>
                          <td>{machine.firmware}</td>
                          <td className={classes.about}>{[...machine.addresses, ...machine.macs].slice(0, 6).join(' ')}</td>
                          <td>
                            {t(`inventory.sources.${machine.source}`)}
                            <div className="small">
                              <When at={machine.lastSeenAt} />
                            </div>
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
                <Pages
                  offset={search.offset ?? 0}
                  size={inventoryPageSize}
                  total={total}
                  link={(offset) => ({ to: '/devices/inventory', search: { ...search, offset: offset === 0 ? undefined : offset } })}
                />
              </>
            )
          }
        </Answer>
      </Section>
      {isAdministrator(me.roles) && <Import />}
    </>
  );
}

function Import() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const send = useMutation({
    mutationFn: (source: 'glpi' | 'nmap') => importForeign(source, file!),
    onSuccess: async () => {
      setFile(null);
      await client.invalidateQueries();
    },
  });
  return (
    <Section title={t('inventory.importTitle')} lead={t('inventory.importHint')}>
      <div className={classes.importRow}>
        <FileInput label={t('inventory.importFile')} value={file} onChange={setFile} accept=".json,.xml" clearable w={280} />
        {(['glpi', 'nmap'] as const).map((source) => (
          <Button
            key={source}
            variant="outline"
            disabled={file === null || send.isPending}
            loading={send.isPending && send.variables === source}
            onClick={() => send.mutate(source)}
          >
            {t(source === 'glpi' ? 'inventory.importGlpi' : 'inventory.importNmap')}
          </Button>
        ))}
      </div>
      <Fault error={send.error} />
      {send.data !== undefined && (
        <Notice kind="done">
          <p role="status">{t('inventory.imported', send.data)}</p>
          {send.data.outside > 0 && <p>{t('inventory.importedOutside', { count: send.data.outside })}</p>}
        </Notice>
      )}
    </Section>
  );
}
