import { useTranslation } from 'react-i18next';
import type { CaseDetailView, CaseEvent } from '../api/cases-types.ts';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';

/** Each stage with the steps that hand it over and that review it. */
const stages = [
  { state: 'requirements', handsOver: 'submitRequirements', reviews: ['reviewRequirements', 'approveRequirements'] },
  { state: 'design', handsOver: 'submitDesign', reviews: ['reviewDesign'] },
  { state: 'build', handsOver: 'submitBuild', reviews: ['reviewBuild'] },
  { state: 'test', handsOver: 'submitTest', reviews: ['reviewTest'] },
  { state: 'security', handsOver: null, reviews: ['securityTest'] },
  { state: 'preRelease', handsOver: null, reviews: ['preReleaseTest'] },
  { state: 'transition', handsOver: 'submitTransition', reviews: ['reviewTransition', 'release', 'releaseReviewed'] },
] as const;

/** The project on one look: when each stage was handed over and reviewed, by whom, and how often it went back. */
export function Stages({ detail }: { detail: CaseDetailView }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const order = detail.states.map(({ id }) => id);
  return (
    <Section title={t('development.stages')}>
      <Scroll label={t('development.stages')}>
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">{t('development.stage')}</th>
              <th scope="col">{t('development.handedOver')}</th>
              <th scope="col">{t('development.reviewed')}</th>
            </tr>
          </thead>
          <tbody>
            {stages.map(({ state, handsOver, reviews }) => {
              const said = detail.events.filter(({ step }) => (reviews as readonly string[]).includes(step));
              const last = said.at(-1);
              const passed = last !== undefined && order.indexOf(last.to.id) > order.indexOf(state) ? last : undefined;
              const back = said.filter(({ to }) => order.indexOf(to.id) <= order.indexOf(state)).length;
              return (
                <tr key={state}>
                  <th scope="row">{say(detail.states.find(({ id }) => id === state)!.title)}</th>
                  <td data-label={t('development.handedOver')}>
                    {handsOver === null ? '–' : <Done event={detail.events.findLast(({ step }) => step === handsOver)} />}
                  </td>
                  <td data-label={t('development.reviewed')}>
                    <div>
                      <Done event={passed} />
                      {back > 0 && <div className="quiet">{t('development.sentBack', { count: back })}</div>}
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function Done({ event }: { event: CaseEvent | undefined }) {
  const { t } = useTranslation();
  if (event === undefined) return <span className="quiet">{t('development.notYet')}</span>;
  return (
    <span>
      <When at={event.happenedAt} /> {event.people.length > 0 ? event.people.join('、') : event.by?.name}
    </span>
  );
}
