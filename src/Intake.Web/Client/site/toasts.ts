const shownFor = 8_000;

/** Messages that the server wrote into `#toasts` leave by themselves or by their button; mistakes stay until closed. */
export function showToasts(): void {
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-close-toast]')) {
      event.target.closest('.toast-note')?.remove();
    }
  });
  const list = document.querySelector('#toasts');
  if (!list) return;
  list.querySelectorAll('.toast-note').forEach(leaveLater);
  // The list itself is replaced when a part changes in place, so its parent is watched.
  new MutationObserver(changes => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches('.toast-note')) leaveLater(node);
        node.querySelectorAll('.toast-note').forEach(leaveLater);
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
}

/** Shows one message made in the browser. */
export function toast(words: string, tone: 'green' | 'yellow' | 'red'): void {
  const shape = document.querySelector<HTMLTemplateElement>('#toast-shape');
  const list = document.querySelector('#toasts');
  if (!words || !shape || !list) return;
  const note = shape.content.firstElementChild?.cloneNode(true);
  if (!(note instanceof HTMLElement)) return;
  note.dataset.tone = tone;
  const text = note.querySelector('[data-words]');
  if (text) text.textContent = words;
  list.append(note);
}

function leaveLater(note: Element): void {
  if (!(note instanceof HTMLElement) || note.dataset.tone === 'red' || note.dataset.leaving) return;
  note.dataset.leaving = 'true';
  window.setTimeout(() => {
    note.classList.add('is-leaving');
    window.setTimeout(() => note.remove(), 400);
  }, shownFor);
}
