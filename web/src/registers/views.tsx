import { Button, Popover } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addView,
  askRegistersAgain,
  changeView,
  type Register,
  type RegisterTableSearch,
  type RegisterView,
  removeView,
} from '../api/registers.ts';
import { useMe } from '../shell/me.tsx';
import { isReader } from '../shell/nav.ts';
import { isSameView, searchOfView, viewStateOf } from './address.ts';
import { viewById } from './columns.ts';
import { RegisterFault } from './fault.tsx';
import classes from './register.module.css';
import { useSetAddress } from './use-address.ts';
import { ViewForm } from './view-form.tsx';

/** Saved ways of looking at this register: one's own and those that somebody shared. */
export function Views({ register, search }: { register: Register; search: RegisterTableSearch }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const current = viewById(register.views, search.view);
  const changed = current !== undefined && !isSameView(search, current.state);
  const label =
    current === undefined ? t('registerView.title') : t(changed ? 'registerView.changed' : 'registerView.current', { name: current.name });
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus width={340}>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpened(!opened)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={t('registerView.title')}>
        {opened && <ViewList register={register} search={search} current={current} changed={changed} close={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ViewListProps {
  register: Register;
  search: RegisterTableSearch;
  current: RegisterView | undefined;
  changed: boolean;
  close: () => void;
}

function ViewList({ register, search, current, changed, close }: ViewListProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const set = useSetAddress();
  const [form, setForm] = useState<'new' | 'rename' | null>(null);
  const { roles } = useMe();
  // An auditor changes nothing here, and who only looks something up keeps the address.
  const maySave = isReader(roles) && !roles.includes('auditor');
  const state = viewStateOf(search);
  const save = useMutation({
    mutationFn: ({ view, name, shared }: { view: RegisterView | null; name: string; shared: boolean }) =>
      view === null
        ? addView(register.id, { name, shared, state })
        : changeView(register.id, view.id, { name, shared, state: form === 'rename' ? view.state : state }),
    onSuccess: async (saved, { view }) => {
      setForm(null);
      await askRegistersAgain(client);
      if (view === null && saved !== null && typeof saved === 'object' && 'id' in saved) set({ view: String(saved.id) }, true);
    },
  });
  const remove = useMutation({
    mutationFn: (view: RegisterView) => removeView(register.id, view.id),
    onSuccess: async () => {
      set({ view: undefined }, true);
      await askRegistersAgain(client);
    },
  });
  const own = register.views.filter(({ mine }) => mine);
  const shared = register.views.filter(({ mine }) => !mine);
  return (
    <div className="stack">
      <ul className={classes.views}>
        <li>
          <Link from="/registers/$room/$name" search={{ size: search.size }} onClick={close} className="target">
            {t('registerView.standard')}
          </Link>
        </li>
      </ul>
      {register.views.length === 0 && <p className="small quiet">{t('registerView.none')}</p>}
      <ViewLinks title={t('registerView.own')} views={own} search={search} close={close} />
      <ViewLinks title={t('registerView.shared')} views={shared} search={search} close={close} />
      <RegisterFault error={save.error ?? remove.error} />
      {form !== null ? (
        <ViewForm
          view={form === 'rename' ? (current ?? null) : null}
          pending={save.isPending}
          onSave={(name, isShared) => save.mutate({ view: form === 'rename' ? (current ?? null) : null, name, shared: isShared })}
          onCancel={() => setForm(null)}
        />
      ) : (
        <div className={classes.viewActs}>
          {current?.mine && changed && (
            <Button
              size="compact-sm"
              variant="outline"
              onClick={() => save.mutate({ view: current, name: current.name, shared: current.shared })}
            >
              {t('registerView.update', { name: current.name })}
            </Button>
          )}
          {maySave && (
            <Button size="compact-sm" variant="outline" onClick={() => setForm('new')}>
              {t('registerView.save')}
            </Button>
          )}
          {current?.mine && (
            <>
              <Button size="compact-sm" variant="subtle" onClick={() => setForm('rename')}>
                {t('registerView.rename')}
              </Button>
              <Button size="compact-sm" variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate(current)}>
                {t('registerView.removeNow', { name: current.name })}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function ViewLinks({
  title,
  views,
  search,
  close,
}: {
  title: string;
  views: readonly RegisterView[];
  search: RegisterTableSearch;
  close: () => void;
}) {
  if (views.length === 0) return null;
  return (
    <div>
      <p className={classes.viewsTitle}>{title}</p>
      <ul className={classes.views}>
        {views.map((view) => (
          <li key={view.id}>
            <Link
              from="/registers/$room/$name"
              search={searchOfView(view.id, view.state, search.size)}
              onClick={close}
              className="target"
              aria-current={view.id === search.view ? 'true' : undefined}
            >
              {view.name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
