/**
 * The articles that may answer what somebody says, by keyboard: Alt and the arrow down lead to them from any field, the
 * arrows walk them, Enter takes one over into the answer, Escape leads back to where one was.
 */
export function walkArticles(): void {
  let from: HTMLElement | null = null;
  let walked: string | undefined;
  document.addEventListener('keydown', event => {
    const here = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-article]') : null;
    if (!here) {
      if (event.altKey && event.key === 'ArrowDown' && event.target instanceof HTMLElement && focusOn(articles()[0])) {
        from = event.target;
        event.preventDefault();
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const all = articles();
      focusOn(all[Math.min(all.length - 1, Math.max(0, all.indexOf(here) + step))]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      focusOn(from ?? undefined);
    }
  });
  document.addEventListener('focusin', event => {
    walked = event.target instanceof HTMLElement ? event.target.dataset.article : undefined;
  });
  // The list is made anew while somebody types; who was on it stays on it.
  document.addEventListener('htmx:after:swap', () => {
    if (!walked || (document.activeElement && document.activeElement !== document.body)) return;
    focusOn(articles().find(one => one.dataset.article === walked) ?? articles()[0]);
  });
}

function articles(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-article]')].filter(one => one.offsetParent !== null);
}

function focusOn(place: HTMLElement | undefined): boolean {
  place?.focus();
  return place !== undefined;
}
