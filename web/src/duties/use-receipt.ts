import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Receipt } from '../api/duties.ts';

export type Act = 'completed' | 'skipped' | 'moved';
export type Told = (act: Act, receipt: Receipt) => Promise<void>;

/** What was just done here. It stays until the page is left, while everything about duties is read anew. */
export function useReceipt(): { receipt: (Receipt & { act: Act }) | null; told: Told } {
  const client = useQueryClient();
  const [receipt, setReceipt] = useState<(Receipt & { act: Act }) | null>(null);
  const told: Told = async (act, { ledgerSeq }) => {
    setReceipt({ ok: true, ledgerSeq, act });
    scrollTo({ top: 0 });
    await Promise.all(['duties', 'today', 'board', 'cases'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  return { receipt, told };
}
