import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Copies a text, says so in its own label. Where the browser forbids it, the text itself stays selectable beside it. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Button variant="default" size="compact-sm" onClick={copy}>
      <span aria-live="polite">{copied ? t('action.copied') : (label ?? t('action.copy'))}</span>
    </Button>
  );
}

/** A long machine text (a key, a checkpoint, a link) in a box, with its copy button. */
export function CopyBox({ text, label }: { text: string; label: string }) {
  return (
    <figure className="copy-box" aria-label={label}>
      <pre>{text}</pre>
      <CopyButton text={text} />
    </figure>
  );
}
