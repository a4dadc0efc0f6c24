// A keyboard on the screen leaves less than so many pixels: what is not the conversation makes room.
const short = 520;

/** Fits the page into what a keyboard on the screen leaves of it; browsers do not do so by themselves. */
export function fitVisible(): void {
  const visible = window.visualViewport;
  if (!visible) return;
  const fit = () => {
    if (visible.scale > 1.01) return; // the reader has zoomed in: that is no keyboard
    document.documentElement.style.setProperty('--visible-height', `${Math.round(visible.height)}px`);
    document.body.classList.toggle('is-short', visible.height < short && window.matchMedia('(pointer: coarse)').matches);
    window.scrollTo(0, 0);
  };
  visible.addEventListener('resize', fit);
  fit();
}

/** In a frame on another site only this page may be shown: its links open beside that site. */
export function openLinksOutside(): void {
  if (window.parent === window) return;
  document.body.classList.add('is-framed');
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!link || link.getAttribute('href')?.startsWith('#') || link.classList.contains('language')) return;
    link.target = '_blank';
    link.rel = 'noopener';
  }, true);
}

/** Tells in the title how many messages came while the page was in the background. */
export class UnseenCount {
  private readonly title = document.title;
  private count = 0;

  constructor(private readonly seen: () => void) {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return;
      this.count = 0;
      document.title = this.title;
      this.seen();
    });
  }

  add(messages: number): void {
    if (!document.hidden || messages === 0) return;
    this.count += messages;
    document.title = `(${this.count}) ${this.title}`;
  }
}
