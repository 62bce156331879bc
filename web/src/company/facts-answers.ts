import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { type Company, companyQuery, type FactChange, type FactKey, saveFacts } from '../api/company.ts';
import { draftOfFact, type FactDraft, readFactDraft } from './fact-draft.ts';
import { carryHours } from './hours-value.ts';

/** Some facts as they stand in their fields, what of them is new, and the way to save it in one act. */
export function useFactsAnswers(company: Company, keys: readonly FactKey[]) {
  const client = useQueryClient();
  const [drafts, setDrafts] = useState<Partial<Record<FactKey, FactDraft>>>({});
  const [tried, setTried] = useState(false);
  const fields = keys.map((key) => {
    const draft = drafts[key] ?? draftOfFact(key, company.facts[key].value);
    const read = readFactDraft(key, draft);
    // A field that was left empty from the beginning is no mistake: the interview asks for it, this form does not insist.
    return { key, draft, read, fault: !read.ok && drafts[key] !== undefined ? read.fault : undefined };
  });
  const changes: FactChange[] = fields.flatMap(({ key, read }) =>
    read.ok && drafts[key] !== undefined && JSON.stringify(read.value) !== JSON.stringify(company.facts[key].value)
      ? [{ key, value: read.value, revision: company.facts[key].revision }]
      : [],
  );
  const isWrong = fields.some(({ fault }) => fault !== undefined);
  const save = useMutation({
    mutationFn: async () => {
      const saved = await saveFacts(changes);
      if (changes.some(({ key }) => key === 'businessHours')) await carryHours(client, saved.facts.businessHours.value);
      return saved;
    },
    onSuccess: async () => {
      setDrafts({});
      setTried(false);
      await Promise.all(['company', 'procedures'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.code === 'conflict') await client.invalidateQueries({ queryKey: companyQuery.queryKey });
    },
  });
  return {
    fields,
    save,
    tried,
    isSame: !isWrong && changes.length === 0,
    type: (key: FactKey, draft: FactDraft) => {
      if (!save.isPending) save.reset();
      setDrafts((before) => ({ ...before, [key]: draft }));
    },
    submit: () => {
      setTried(true);
      if (!isWrong && changes.length > 0) save.mutate();
    },
    takeNewest: () => {
      setDrafts({});
      save.reset();
    },
  };
}
