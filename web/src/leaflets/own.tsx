import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acknowledgeOwnLeaflet, type OpenLeaflet, ownLeafletsQuery } from '../api/leaflets.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { dayOf } from '../pieces/when.tsx';
import { Confirm } from './confirm.tsx';
import classes from './own.module.css';
import { Receipt } from './receipt.tsx';
import { Sheet } from './sheet.tsx';

/**
 * The signed-in person's own leaflets, to be read and confirmed without a mail. `alone`: the page holds nothing else, so an empty
 * list is said in words; beside other things it only takes room while something is to be confirmed.
 */
export function OwnLeaflets({ alone }: { alone: boolean }) {
  const { t } = useTranslation();
  const query = useQuery(ownLeafletsQuery);
  const asked = useRef(false);
  if (query.data?.leaflets.some((leaflet) => leaflet.acknowledged === null)) asked.current = true;
  // Once shown it stays: the receipt must not vanish with the request.
  if (!alone && !asked.current) return null;
  return (
    <Answer query={query} what={t('leaflets.own')}>
      {({ leaflets }) => {
        if (leaflets.length === 0) return <Empty title={t('leaflets.ownNone')}>{<p>{t('leaflets.ownNoneBody')}</p>}</Empty>;
        const list = (
          <ul className={classes.list}>
            {leaflets.map((leaflet) => (
              <li key={leaflet.id}>
                <Own leaflet={leaflet} alone={alone} />
              </li>
            ))}
          </ul>
        );
        return alone ? list : <Section title={t('leaflets.own')}>{list}</Section>;
      }}
    </Answer>
  );
}

function Own({ leaflet, alone }: { leaflet: OpenLeaflet; alone: boolean }) {
  const { t } = useTranslation();
  const { language, say } = useSaid();
  const client = useQueryClient();
  const { acknowledged } = leaflet;
  // Open or shut from here on is the person's own affair.
  const [opened] = useState(alone && acknowledged === null);
  const state =
    acknowledged !== null
      ? t('leaflets.ownDone', { date: dayOf(new Date(acknowledged.at)) })
      : t(leaflet.overdue ? 'leaflets.ownOverdue' : 'leaflets.ownOpen', { date: leaflet.dueOn });
  return (
    <details className={classes.own} open={opened}>
      <summary>
        <b>{say(leaflet.title)}</b> <span className="small quiet">{t('leaflet.version', { version: leaflet.version })}</span>{' '}
        <span className={acknowledged === null ? classes.waiting : classes.done}>{state}</span>
      </summary>
      <div className={classes.body}>
        <Sheet lines={leaflet.lines} language={language} large heading={alone ? 'h2' : 'h3'} />
        {/* Where the button was: the eye is there. */}
        {acknowledged !== null && <Receipt acknowledged={acknowledged} version={leaflet.version} />}
        {acknowledged === null && (
          <Confirm
            leaflet={leaflet}
            acknowledge={(answer) => acknowledgeOwnLeaflet(leaflet.id, answer)}
            done={() => {
              for (const key of ['own-leaflets', 'leaflets', 'leaflet-register']) void client.invalidateQueries({ queryKey: [key] });
            }}
          />
        )}
      </div>
    </details>
  );
}
