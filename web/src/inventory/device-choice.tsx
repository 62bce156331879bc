import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { devicesQuery } from '../api/queries.ts';

export interface ChosenDevice {
  readonly id: string;
  readonly name: string;
}

/** A device, searched for by name. Two of one name are told apart by their system and number. */
export function DeviceChoice({
  label,
  except,
  onChoose,
}: {
  label: string;
  except?: string;
  onChoose: (device: ChosenDevice | null) => void;
}) {
  const [typed, setTyped] = useState('');
  const [soon] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({ ...devicesQuery({ q: soon, limit: 10 }), enabled: soon !== '' });
  const rows = (found.data?.devices ?? []).filter(({ id }) => id !== except);
  const named = rows.map((row) => ({ row, said: `${row.name}(${row.os}, ${row.id.slice(0, 8)})` }));
  return (
    <Autocomplete
      label={label}
      value={typed}
      data={named.map(({ said }) => said)}
      // The server has searched already, in every width and case.
      filter={({ options }) => options}
      onChange={(text) => {
        setTyped(text);
        const chosen = named.find(({ said }) => said === text)?.row;
        onChoose(chosen === undefined ? null : { id: chosen.id, name: chosen.name });
      }}
    />
  );
}
