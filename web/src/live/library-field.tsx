import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queriesQuery } from '../api/live.ts';
import type { QueryList } from '../api/live-types.ts';
import type { Platform } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';

/** A query that was taken from the library. */
export interface Taken {
  readonly name: string;
  readonly sql: string;
  readonly platforms: readonly Platform[];
  /** Where it is one of the company's own. */
  readonly own?: QueryList['own'][number];
}

/** The queries to begin with: the company's own first. */
export function LibraryField({ onTake }: { onTake: (taken: Taken | null) => void }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const [value, setValue] = useState('');
  const { data } = useQuery(queriesQuery);
  const own = (data?.own ?? []).map((each) => ({ key: `own:${each.id}`, taken: { ...each, own: each } as Taken }));
  const builtIn = (data?.builtIn ?? []).map(({ id, title, sql, platforms }) => ({
    key: `builtIn:${id}`,
    taken: { name: say(title), sql, platforms } as Taken,
  }));
  const items = (list: typeof own) => list.map(({ key, taken }) => ({ value: key, label: taken.name }));
  return (
    <NativeSelect
      label={t('live.form.library')}
      value={value}
      onChange={(event) => {
        const key = event.currentTarget.value;
        setValue(key);
        onTake([...own, ...builtIn].find((each) => each.key === key)?.taken ?? null);
      }}
      data={[
        { value: '', label: t('live.form.libraryNone') },
        ...(own.length > 0 ? [{ group: t('live.form.own'), items: items(own) }] : []),
        { group: t('live.form.builtIn'), items: items(builtIn) },
      ]}
    />
  );
}
