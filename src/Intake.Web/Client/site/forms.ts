/** A form is sent once: a second click while the first is under way does nothing. */
export function guardForms(): void {
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.sending) event.preventDefault();
    form.dataset.sending = 'true';
    event.submitter?.setAttribute('aria-busy', 'true');
  });
  // Back from the next page, out of the browser's memory of this one.
  window.addEventListener('pageshow', release);
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
      // A text that belongs to one of several buttons names it.
      event.target.form?.requestSubmit(document.getElementById(event.target.dataset.submits ?? ''));
    }
  });
}

function release(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sending]')) delete form.dataset.sending;
  for (const button of document.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
}
