/**
 * In a form with `data-ticks`: the link `data-tick-all` ticks every box or none without asking the server, and
 * `data-ticked` says how many are ticked.
 */
export function countTicks(): void {
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tick-all]') : null;
    const form = link?.closest<HTMLFormElement>('form[data-ticks]');
    if (!form) return;
    event.preventDefault();
    const boxes = free(form);
    const all = boxes.some(box => !box.checked);
    for (const box of boxes) box.checked = all;
    tell(form);
  });
  document.addEventListener('change', event => {
    const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-ticks]') : null;
    if (form) tell(form);
  });
  document.addEventListener('htmx:after:swap', tellAll);
  // Also when the page comes back out of the browser's memory, with its ticks.
  window.addEventListener('pageshow', tellAll);
}

function tellAll(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-ticks]')) tell(form);
}

function tell(form: HTMLFormElement): void {
  const boxes = free(form);
  const ticked = boxes.filter(box => box.checked).length;
  const words = form.querySelector<HTMLElement>('[data-ticked]');
  if (words) words.textContent = (words.dataset.words ?? '').replace('{count}', String(ticked));
  const link = form.querySelector<HTMLElement>('[data-tick-all]');
  if (link) link.textContent = (boxes.length > 0 && ticked === boxes.length ? link.dataset.none : link.dataset.all) ?? '';
}

function free(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')].filter(box => !box.disabled);
}
