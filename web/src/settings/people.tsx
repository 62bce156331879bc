import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Person, peopleQuery } from '../api/people.ts';
import { Answer, Empty } from '../pieces/answer.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Page } from '../pieces/page.tsx';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import classes from './settings.module.css';

export type PersonState = Person['status'] | 'expired';
export const stateOf = (person: Person): PersonState =>
  person.status === 'active' && person.expiresAt !== null && new Date(person.expiresAt).getTime() <= Date.now() ? 'expired' : person.status;

export function PeoplePage() {
  const { t } = useTranslation();
  const query = useQuery(peopleQuery);
  return (
    <Page
      title={t('settings.tabs.people')}
      lead={t('people.lead')}
      actions={<LinkButton to="/settings/people/new">{t('people.invite')}</LinkButton>}
    >
      <Answer query={query} what={t('settings.tabs.people')}>
        {({ people }) => (people.length === 0 ? <Empty title={t('people.empty')} /> : <PeopleTable people={people} />)}
      </Answer>
    </Page>
  );
}

function PeopleTable({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t('settings.tabs.people')}>
      <table className="table">
        <caption className="unseen">{t('people.lead')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col">{t('people.login')}</th>
            <th scope="col">{t('people.roles')}</th>
            <th scope="col">{t('people.status')}</th>
            <th scope="col">{t('people.lastSeen')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <Link to="/settings/people/$id" params={{ id: person.id }}>
                  {person.name}
                </Link>
              </th>
              <td>{person.login}</td>
              <td>{person.roles.map((role) => t(`people.role.${role}`)).join(t('control.and'))}</td>
              <td>
                <span className={classes.state}>{t(`people.statuses.${stateOf(person)}`)}</span>
                {person.expiresAt !== null && (
                  <div className="small quiet">
                    {t('people.expires')} <When at={person.expiresAt} />
                  </div>
                )}
              </td>
              <td>
                <When at={person.lastSeenAt} none={t('people.never')} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
