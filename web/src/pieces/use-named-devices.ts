import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choice, namedDevicesQuery } from '../api/mechanisms.ts';

/** What chosen devices are called: those that were just chosen by the list, those from before by asking once for all of them. */
export function useNamedDevices(chosen: readonly string[]): {
  nameOf: (id: string) => string;
  learn: (choices: readonly Choice[]) => void;
} {
  const { t } = useTranslation();
  // Null: asked for, and not to be chosen any more.
  const [known, setKnown] = useState<ReadonlyMap<string, string | null>>(new Map());
  const asked = chosen.filter((id) => !known.has(id));
  const { data } = useQuery({ ...namedDevicesQuery(asked), enabled: asked.length > 0 });
  const learn = useCallback(
    (choices: readonly Choice[]) => setKnown((old) => new Map([...old, ...choices.map(({ id, label }) => [id, label] as const)])),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for is what was answered
  useEffect(() => {
    if (data === undefined || asked.length === 0) return;
    const labels = new Map(data.map(({ id, label }) => [id, label]));
    setKnown((old) => new Map([...old, ...asked.map((id) => [id, labels.get(id) ?? null] as const)]));
  }, [data]);
  return { nameOf: (id) => known.get(id) ?? (known.has(id) ? t('fill.gone') : '…'), learn };
}
