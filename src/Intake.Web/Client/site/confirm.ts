/**
 * A form or button with `data-confirm="question"` is submitted only after a yes, with htmx as without it.
 * `data-confirm-yes` names the answer. The button's own field has the server ask where there is no script: it is not sent.
 */
export function askBeforeSubmitting(): void {
  // In the capture phase: asked before htmx or the browser takes the event.
  document.addEventListener('submit', hold, true);
}

const confirmed = new WeakSet<HTMLFormElement>();

function hold(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const button = event.submitter;
  const asking = button?.dataset.confirm ? button : form.dataset.confirm ? form : null;
  if (!asking || confirmed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void ask(asking.dataset.confirm ?? '', asking.dataset.confirmYes).then(yes => {
    if (!yes) return;
    confirmed.add(form);
    button?.removeAttribute('name');
    form.requestSubmit(button);
    // An invalid form was not submitted: the question has to be asked again next time.
    confirmed.delete(form);
  });
}

/** Shows the page's own dialog (`#ask` in the layouts) and answers whether it was accepted. */
export function ask(question: string, yes?: string): Promise<boolean> {
  const dialog = document.querySelector<HTMLDialogElement>('#ask');
  const words = dialog?.querySelector('p');
  const accept = dialog?.querySelector<HTMLButtonElement>('button[value="yes"]');
  if (!dialog || !words || !accept) return Promise.resolve(window.confirm(question));
  words.textContent = question;
  accept.textContent = yes ?? accept.dataset.text ?? '';
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
