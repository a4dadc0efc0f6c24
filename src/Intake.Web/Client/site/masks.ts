/**
 * On the page of a bulletin's item: words selected in a text go into the form that hides them, with the place where
 * they stand; and the mask to look at next is brought into view after each answer.
 */
export function takeSelections(): void {
  document.addEventListener('selectionchange', take);
  document.addEventListener('htmx:after:swap', () => {
    document.querySelector('.masked [aria-current]')?.scrollIntoView({ block: 'center' });
  });
  // Words typed by hand stand anywhere: the place belongs to the selection alone.
  document.addEventListener('input', event => {
    if (event.target instanceof HTMLInputElement && event.target.matches('[data-hide-words]')) place(event.target.form, '');
  });
}

function take(): void {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  const text = textOf(range.startContainer);
  const form = document.querySelector<HTMLFormElement>('[data-hide-form]');
  if (!text || !form || textOf(range.endContainer) !== text) return;
  const words = range.toString();
  if (words.trim() === '') return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const field = form.querySelector<HTMLInputElement>('[data-hide-words]');
  const part = form.querySelector<HTMLSelectElement>('[data-hide-part]');
  if (!field || !part) return;
  field.value = words;
  part.value = text.dataset.masking ?? part.value;
  place(form, String(before.toString().length));
}

function place(form: HTMLFormElement | null, start: string): void {
  const field = form?.querySelector<HTMLInputElement>('[data-hide-start]');
  if (field) field.value = start;
}

function textOf(node: Node): HTMLElement | null {
  return (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-masking]') ?? null;
}
