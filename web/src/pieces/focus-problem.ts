/**
 * Brings the first field with a problem into sight and puts the cursor into it, as the Digital Agency asks of forms. Called after
 * the problems were drawn; does nothing where none of the fields is on the page.
 */
export function focusProblem(within: HTMLElement | null): void {
  const control = within?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (control === null || control === undefined) return;
  control.focus({ preventScroll: true });
  (control.closest('[data-field]') ?? control).scrollIntoView({ block: 'center' });
}
