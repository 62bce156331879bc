import type { KeyboardEvent, ReactNode, SubmitEvent } from 'react';

/** True while an input method is composing: Enter then chooses a word and must do nothing else. 229 is Safari's way to say so. */
export const isComposing = (event: KeyboardEvent): boolean => event.nativeEvent.isComposing || event.keyCode === 229;

/** Every form of the product: it submits once, by script, and never because a Japanese word was confirmed with Enter. */
export function Form({
  onSubmit,
  children,
  className,
  label,
}: {
  onSubmit: () => void;
  children: ReactNode;
  className?: string;
  label?: string;
}) {
  return (
    <form
      noValidate
      className={className}
      aria-label={label}
      onKeyDownCapture={(event) => {
        if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
      }}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
