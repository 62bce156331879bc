import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { askQuery } from '../api/live.ts';
import type { AskDetail, StreamEvent } from '../api/live-types.ts';

/** Answers come by the hundred; the pages of rows are fetched anew this often at the most. */
const refreshMs = 700;

/**
 * Follows an ask while it runs: what the server sends goes straight into the page, and `onChange` is called for what hangs on it.
 * The browser comes back by itself after a break and goes on where it was. `elsewhere`: another window took the place.
 */
export function useStream(id: string | null, onChange?: (ask: AskDetail) => void): { elsewhere: boolean } {
  const client = useQueryClient();
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    if (id === null) return;
    setElsewhere(false);
    const source = new EventSource(`/api/live/${encodeURIComponent(id)}/stream`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ['live', 'rows', id] });
      void client.invalidateQueries({ queryKey: ['live', 'targets', id] });
    };
    source.addEventListener('change', (event: MessageEvent<string>) => {
      const { ask, targets } = JSON.parse(event.data) as StreamEvent;
      client.setQueryData(askQuery(id).queryKey, ask);
      if (targets.length > 0) timer ??= setTimeout(refresh, refreshMs);
      onChange?.(ask);
    });
    source.addEventListener('ended', () => {
      source.close();
      void client.invalidateQueries({ queryKey: ['live', 'list'] });
    });
    source.addEventListener('replaced', () => {
      source.close();
      setElsewhere(true);
    });
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, [id, client, onChange]);
  return { elsewhere };
}
