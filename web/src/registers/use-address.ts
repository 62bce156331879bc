import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { RegisterTableSearch } from '../api/registers-types.ts';

/** Which register, and what its address holds. */
export function useAddress() {
  const { room, name } = useParams({ from: '/inside/registers/$room/$name' });
  const search = useSearch({ from: '/inside/registers/$room/$name' });
  return { room, name, id: `${room}/${name}`, search };
}

/** Changes what the address holds. Another filter or order begins at the first page; a search that is being typed makes no history. */
export function useSetAddress() {
  const navigate = useNavigate({ from: '/registers/$room/$name' });
  return (changed: Partial<RegisterTableSearch>, replace = false) => {
    const keepsPlace = Object.keys(changed).every((key) => key === 'row' || key === 'hidden' || key === 'offset');
    void navigate({
      search: (old: RegisterTableSearch) => ({ ...old, ...(keepsPlace ? {} : { offset: undefined }), ...changed }),
      replace,
      resetScroll: false,
    });
  };
}
