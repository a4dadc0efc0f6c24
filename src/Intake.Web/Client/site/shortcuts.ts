const pause = 1_200;

/**
 * Keys for people who work here all day: `/` goes to the search box, `j` and `k` walk the rows of a list, `?` shows
 * the keys, and a link with `data-keys="g i"` is opened by pressing g, then i. Never while something is typed in.
 */
export function listenForShortcuts(): void {
  let typed = '';
  let forget = 0;
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (answer(event.key)) {
      event.preventDefault();
      typed = '';
      return;
    }
    typed = `${typed} ${event.key}`.trim().slice(-3);
    const link = [...document.querySelectorAll<HTMLElement>('[data-keys]')].find(place => place.dataset.keys === typed);
    window.clearTimeout(forget);
    forget = window.setTimeout(() => { typed = ''; }, pause);
    if (!link) return;
    event.preventDefault();
    typed = '';
    link.click();
  });
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-open-keys]')) showKeys();
  });
}

function answer(key: string): boolean {
  switch (key) {
    case '/': return focusOn(document.querySelector<HTMLElement>('[data-search]'));
    case 'j': return walk(1);
    case 'k': return walk(-1);
    case '?': return showKeys();
    default: return false;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.closest('input, textarea, select, dialog[open]') !== null);
}

function focusOn(place: HTMLElement | null): boolean {
  if (!place || place.offsetParent === null) return false;
  place.focus();
  if (place instanceof HTMLInputElement) place.select();
  return true;
}

function walk(step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('.rows .main-cell a')];
  if (rows.length === 0) return false;
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
  rows[next]?.focus();
  return true;
}

function showKeys(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>('#keys');
  dialog?.showModal();
  return dialog !== null;
}
