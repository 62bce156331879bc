import type { AttachmentView, Cells } from '../api/mechanism-types.ts';
import type { Days } from './validity.ts';

/** What a person has filled in and not sent yet. */
export interface FormDraft {
  readonly values: Cells;
  readonly validForDays: Days;
  readonly pending: readonly AttachmentView[];
}

/** What of a browser's storage is used. */
type Keeping = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Where a form that is being filled in outlives a reload: in this tab, under the account of whoever fills it in, so that the next
 * person at this browser never sees it. Null where the browser forbids storage; then only the open page holds it.
 */
export class DraftKeeper {
  readonly #storage: Keeping | null;
  readonly #key: string;
  constructor(storage: Keeping | null, account: string, form: string) {
    this.#storage = storage;
    this.#key = `tejun.request.${account}.${form}`;
  }

  read(): FormDraft | null {
    try {
      const draft = JSON.parse(this.#storage?.getItem(this.#key) ?? 'null') as Partial<FormDraft> | null;
      if (typeof draft?.values !== 'object' || draft.values === null || !Array.isArray(draft.pending)) return null;
      const { values, pending, validForDays } = draft;
      return { values, pending, validForDays: validForDays ?? null };
    } catch {
      // What another version of the app left here and cannot be read is no draft.
      return null;
    }
  }

  write(draft: FormDraft): void {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(draft));
    } catch {
      // A full storage costs the copy that survives a reload; what is on the screen stays.
    }
  }

  drop(): void {
    this.#storage?.removeItem(this.#key);
  }
}

export function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
