import { Menu, UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Me, signOut } from '../api/session.ts';
import classes from './user-menu.module.css';

/** Who is signed in, with what role, and the way out. */
export function UserMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const leave = async () => {
    await signOut();
    client.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu position="bottom-end" width={240} shadow="md" transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={t('shell.you', { name: me.name })}>
          <span className={classes.initial} data-initial={[...me.name.trim()][0] ?? '?'} aria-hidden="true" />
          <span className={classes.name}>{me.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <b>{me.name}</b>
          <span className="small quiet">{me.roles.map((role) => t(`people.role.${role}`)).join(t('control.and'))}</span>
        </div>
        <Menu.Divider />
        <Menu.Item onClick={() => navigate({ to: '/settings/account' })}>{t('nav.account')}</Menu.Item>
        <Menu.Item onClick={leave}>{t('shell.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
