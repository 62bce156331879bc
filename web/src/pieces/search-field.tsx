import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { isComposing } from './form.tsx';

const typingPauseMs = 250;

/** For the form around it: every choice counts at once, and Enter must not load the page anew. */
export const searchesByItself = (): void => {};

interface SearchFieldProps {
  label: string;
  placeholder: string;
  /** What the address searches for. */
  value: string | undefined;
  /** After a pause in typing, or at once on Enter; undefined for an empty field. */
  onSearch: (q: string | undefined) => void;
}

/** A word to search for. It leaves the input method alone and follows the address when somebody goes back. */
export function SearchField({ label, placeholder, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value ?? '');
  const composing = useRef(false);
  useEffect(() => setTyped(value ?? ''), [value]);
  const search = (text: string) => onSearch(text.trim() === '' ? undefined : text.trim());
  const searchSoon = useDebouncedCallback(search, typingPauseMs);
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      type="search"
      value={typed}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        searchSoon(event.currentTarget.value);
      }}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        // Half a Japanese word is no search term.
        if (!composing.current) searchSoon(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isComposing(event)) search(event.currentTarget.value);
      }}
    />
  );
}
