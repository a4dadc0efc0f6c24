import { toast } from './toasts';

/** Parts that change in place: the thin line while the server is asked, words when it cannot be reached, the focus after. */
export function watchRequests(): void {
  let underWay = 0;
  const show = () => document.body.classList.toggle('is-asking', underWay > 0);
  document.addEventListener('htmx:before:request', () => { underWay++; show(); });
  document.addEventListener('htmx:finally:request', () => { underWay = Math.max(0, underWay - 1); show(); });

  // Signed out meanwhile: the sign-in page is shown as a page, not inside a part of this one.
  document.addEventListener('htmx:before:response', event => {
    const answer = event.detail.ctx.response?.raw;
    if (!answer?.redirected || new URL(answer.url).pathname !== '/sign-in') return;
    event.preventDefault();
    window.location.assign(answer.url);
  });

  // An error page is not put in the place of the part, whose form may hold someone's words: its message is told instead.
  document.addEventListener('htmx:response:error', event => {
    const context = event.detail.ctx;
    const page = new DOMParser().parseFromString(context.text ?? '', 'text/html');
    context.swap = 'none';
    context.selectOOB = '';
    toast(page.querySelector('[data-error]')?.textContent ?? document.body.dataset.offline ?? '', 'red');
  });

  document.addEventListener('htmx:error', () => toast(document.body.dataset.offline ?? '', 'red'));
  document.addEventListener('htmx:after:swap', keepFocus);
}

// The control that had the focus may be gone with the old part; the keyboard then goes on where the change is.
function keepFocus(): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('.problems, main')?.focus();
}
