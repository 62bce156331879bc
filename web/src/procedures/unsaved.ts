import { type Edit, isDirty } from './clause-draft.ts';

/** How one clause's writing stands: what was written, and how the last attempt to save it went. */
export interface Writing {
  readonly edit: Edit;
  readonly saving: boolean;
  /** True once saving was tried: only then are missing fields pointed at. */
  readonly tried: boolean;
  readonly error: unknown;
}

/** What of a browser's storage is used. */
interface Keeping {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * What has been written and not saved yet, by clause. It outlives the page, a wrong click and a reload, because it also stands in
 * the browser's storage for this tab; it never leaves the browser by itself. One person's words are never shown to the next
 * one who signs in here: the account is part of the key.
 */
export class Unsaved {
  readonly #prefix: string;
  readonly #storage: Keeping | null;
  readonly #writings = new Map<string, Writing>();
  readonly #listeners = new Set<() => void>();
  #ids: readonly string[] = [];

  constructor(account: string, storage: Keeping | null) {
    this.#prefix = `tejun.unsaved.${account}.`;
    this.#storage = storage;
    this.#read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly get = (id: string): Writing | undefined => this.#writings.get(id);
  /** Clauses with a change that is not saved, in the order in which they were begun. The same list until it changes. */
  readonly ids = (): readonly string[] => this.#ids;

  write(id: string, edit: Edit): void {
    this.#put(id, { saving: false, tried: false, ...this.#writings.get(id), error: null, edit });
  }

  mark(id: string, state: Partial<Omit<Writing, 'edit'>>): void {
    const writing = this.#writings.get(id);
    if (writing !== undefined) this.#put(id, { ...writing, ...state });
  }

  drop(id: string): void {
    if (!this.#writings.delete(id)) return;
    this.#storage?.removeItem(this.#prefix + id);
    this.#tell();
  }

  #put(id: string, writing: Writing): void {
    this.#writings.set(id, writing);
    try {
      this.#storage?.setItem(this.#prefix + id, JSON.stringify(writing.edit));
    } catch {
      // A full or forbidden storage costs the copy that survives a reload; what is on the screen stays, and leaving the page asks first.
    }
    this.#tell();
  }

  #tell(): void {
    this.#list();
    for (const listener of this.#listeners) listener();
  }

  #read(): void {
    for (let index = 0; index < (this.#storage?.length ?? 0); index++) {
      const key = this.#storage!.key(index);
      if (key?.startsWith(this.#prefix) !== true) continue;
      const edit = editIn(this.#storage!.getItem(key));
      if (edit !== null) this.#writings.set(key.slice(this.#prefix.length), { edit, saving: false, tried: false, error: null });
    }
    this.#list();
  }

  #list(): void {
    const dirty = [...this.#writings].filter(([, { edit }]) => isDirty(edit)).map(([id]) => id);
    if (dirty.join() !== this.#ids.join()) this.#ids = dirty;
  }
}

function editIn(text: string | null): Edit | null {
  try {
    const edit = JSON.parse(text ?? 'null') as Edit | null;
    return typeof edit?.revision === 'number' && typeof edit.now?.textJa === 'string' && typeof edit.base?.textJa === 'string'
      ? edit
      : null;
  } catch {
    // What another version of the app left here and cannot be read is left alone.
    return null;
  }
}
