import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CollectionId,
  changesPageSize,
  type DeviceChanges,
  deviceChangesQuery,
  deviceInventoryQuery,
  deviceItemsQuery,
  type DeviceInventory as Held,
  inventoryPageSize,
} from '../api/inventory.ts';
import { About } from '../inventory/about.tsx';
import classes from '../inventory/inventory.module.css';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { SearchField } from '../pieces/search-field.tsx';
import { momentOf, When } from '../pieces/when.tsx';
import { Merge } from './merge.tsx';

/** What is on one device, whose it is, which lines of registers are about it, and what changed. */
export function DeviceInventory({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(deviceInventoryQuery(id));
  return (
    <>
      <Section title={t('held.title')}>
        <Answer query={query} what={t('held.title')}>
          {(held) => (
            <>
              <Relations held={held} />
              <Collections id={id} held={held} />
            </>
          )}
        </Answer>
      </Section>
      {query.data !== undefined && <Changes id={id} titles={query.data.attributes} />}
      {query.data !== undefined && query.data.retiredAt === null && <Merge id={id} />}
    </>
  );
}

function Relations({ held }: { held: Held }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <>
      {held.mergedInto !== null && (
        <Notice kind="warn">
          {t('held.mergedInto')}:{' '}
          <Link to="/devices/$id" params={{ id: held.mergedInto.id }}>
            {held.mergedInto.name}
          </Link>
        </Notice>
      )}
      <p>
        {t('held.owner')}: {held.owner === null ? <span className="quiet">{t('held.noOwner')}</span> : held.owner.name}
        <br />
        {t('held.lines')}: {held.lines.length === 0 && <span className="quiet">{t('held.noLines')}</span>}
        {held.lines.map((line, at) => {
          const [room = '', name = ''] = line.register.split('/');
          return (
            <span key={line.id}>
              {at > 0 && '、'}
              <Link to="/registers/$room/$name" params={{ room, name }} search={{ q: line.label }}>
                {line.code} {say(line.title)}
              </Link>
            </span>
          );
        })}
        {held.mergedFrom.length > 0 && (
          <>
            <br />
            {t('held.mergedFrom')}:{' '}
            {held.mergedFrom.map(({ id, name }) => (
              <Link key={id} to="/devices/$id" params={{ id }}>
                {name}{' '}
              </Link>
            ))}
          </>
        )}
      </p>
    </>
  );
}

function Collections({ id, held }: { id: string; held: Held }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [open, setOpen] = useState<CollectionId | null>(null);
  if (held.collections.length === 0) return <p className="quiet">{t('held.none')}</p>;
  const shown = held.collections.find((each) => each.id === open);
  const sourceOf = (source: string) => (source === 'osquery' ? t('held.sources.osquery') : source);
  return (
    <>
      <Scroll label={t('held.title')}>
        <table className="table">
          <caption className="unseen">{t('held.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('inventory.collection')}</th>
              <th scope="col" className="right">
                {t('held.items')}
              </th>
              <th scope="col">{t('held.seen')}</th>
              <th scope="col">{t('held.changed')}</th>
              <th scope="col">{t('held.from')}</th>
            </tr>
          </thead>
          <tbody>
            {held.collections.map((each) => (
              <tr key={each.id}>
                <th scope="row">
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-expanded={open === each.id}
                    aria-label={t('held.show', { title: say(each.title) })}
                    onClick={() => setOpen(open === each.id ? null : each.id)}
                  >
                    {say(each.title)}
                  </Button>
                  {each.unreadable !== null && <div className={classes.about}>{say(each.unreadable)}</div>}
                </th>
                <td className="right number">{each.count.toLocaleString()}</td>
                <td>
                  <When at={each.lastObservedAt} />
                </td>
                <td>
                  <When at={each.changedAt} />
                </td>
                <td>{each.source === null ? '' : sourceOf(each.source)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {shown !== undefined && <Items key={shown.id} id={id} collection={shown.id} title={say(shown.title)} titles={held.attributes} />}
    </>
  );
}

interface ItemsProps {
  id: string;
  collection: CollectionId;
  title: string;
  titles: Held['attributes'];
}

function Items({ id, collection, title, titles }: ItemsProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState<string | undefined>();
  const [offset, setOffset] = useState(0);
  const query = useQuery(deviceItemsQuery(id, collection, q, offset));
  return (
    <Section title={title}>
      <SearchField
        label={t('held.searchLabel')}
        placeholder={t('held.search')}
        value={q}
        onSearch={(text) => {
          setQ(text);
          setOffset(0);
        }}
      />
      <Answer query={query} what={title}>
        {({ total, items }) => (
          <div className={classes.list} aria-busy={query.isPlaceholderData}>
            <p className={classes.total} role="status">
              {t('inventory.total', { count: total })}
            </p>
            <ul>
              {items.map((item) => (
                <li key={item.id}>
                  <span className={classes.key}>{item.key}</span> <About attributes={item.attributes} titles={titles} />{' '}
                  <Link to="/devices/inventory" search={{ show: collection, item: item.id }} className="small">
                    {t('held.onDevices', { count: item.devices })}
                  </Link>
                </li>
              ))}
            </ul>
            <Steps offset={offset} size={inventoryPageSize} total={total} go={setOffset} />
          </div>
        )}
      </Answer>
    </Section>
  );
}

/** From page to page of a list within a page, which has no address of its own. */
function Steps({ offset, size, total, go }: { offset: number; size: number; total: number; go: (offset: number) => void }) {
  const { t } = useTranslation();
  if (total <= size) return null;
  return (
    <div className={`${classes.importRow} no-print`}>
      <Button variant="subtle" disabled={offset === 0} onClick={() => go(Math.max(0, offset - size))}>
        {t('pages.previous')}
      </Button>
      <span className="small number">{t('pages.range', { from: offset + 1, to: Math.min(offset + size, total), total })}</span>
      <Button variant="subtle" disabled={offset + size >= total} onClick={() => go(offset + size)}>
        {t('pages.next')}
      </Button>
    </div>
  );
}

function Changes({ id, titles }: { id: string; titles: Held['attributes'] }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const query = useQuery(deviceChangesQuery(id, offset));
  return (
    <Section title={t('held.changes')} lead={t('held.changesLead')}>
      <Answer query={query} what={t('held.changes')}>
        {({ total, changes }) =>
          total === 0 ? (
            <p className="quiet">{t('held.noChanges')}</p>
          ) : (
            <div className={classes.list} aria-busy={query.isPlaceholderData}>
              {changes.map((change) => (
                <Change key={change.id} change={change} titles={titles} />
              ))}
              <Steps offset={offset} size={changesPageSize} total={total} go={setOffset} />
            </div>
          )
        }
      </Answer>
    </Section>
  );
}

const shownOfEach = 5;

/** «2026-11-22 06:00〜07:00の間»: the day of the end only where it is another one. */
function windowOf(from: string, to: string): { from: string; to: string } {
  const [first, last] = [momentOf(from), momentOf(to)];
  return { from: first, to: first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last };
}

function Change({ change, titles }: { change: DeviceChanges['changes'][number]; titles: Held['attributes'] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const sorts = [
    { word: t('held.added'), count: change.addedCount, items: change.added },
    { word: t('held.removed'), count: change.removedCount, items: change.removed },
    { word: t('held.changedTo'), count: change.changedCount, items: change.changed.map(({ key, after }) => ({ key, attributes: after })) },
  ];
  return (
    <div className={classes.change}>
      <div>
        <span className={classes.key}>{say(change.title)}</span>{' '}
        <span className="small number">{t('held.window', windowOf(change.fromAt, change.at))}</span>
      </div>
      {sorts
        .filter(({ count }) => count > 0)
        .map(({ word, count, items }) => (
          <ul key={word}>
            {items.slice(0, shownOfEach).map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two things of one key can change at once, and the list never moves
              <li key={`${item.key} ${at}`}>
                {word}: <span className={classes.key}>{item.key}</span> <About attributes={item.attributes} titles={titles} />
              </li>
            ))}
            {count > shownOfEach && <li className="quiet">{t('held.more', { count: count - shownOfEach })}</li>}
          </ul>
        ))}
    </div>
  );
}
