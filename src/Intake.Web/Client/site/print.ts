/** Buttons that print the page; without script the browser's own menu does. */
export function offerPrinting(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      document.querySelectorAll<HTMLDetailsElement>('main details').forEach(part => { part.open = true; });
      window.print();
    });
  }
}
