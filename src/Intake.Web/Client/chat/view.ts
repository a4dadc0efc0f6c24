import { keep } from './memory';

// Within so many pixels of the end, the view follows what is said.
const near = 80;

/** The window on the conversation: stays at its end while the reader does, and never takes a reader away from what is being read. */
export class View {
  private atEnd = true;

  constructor(private readonly log: HTMLElement, private readonly newBelow: HTMLElement) {
    log.addEventListener('scroll', () => this.scrolled(), { passive: true });
    newBelow.addEventListener('click', () => {
      this.toEnd();
      log.focus({ preventScroll: true });
    });
    // The keyboard of a phone, or a growing field, takes room: the end stays in view.
    new ResizeObserver(() => { if (this.atEnd) this.toEnd(); }).observe(log);
  }

  toEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
    this.atEnd = true;
    this.newBelow.hidden = true;
  }

  /** Shows what was added: its beginning when it is longer than the window. */
  follow(first: HTMLElement | undefined, mustFollow: boolean): void {
    if (!first) return;
    if (!this.atEnd && !mustFollow) {
      this.newBelow.hidden = false;
      return;
    }
    this.toEnd();
    const over = this.log.getBoundingClientRect().top - first.getBoundingClientRect().top;
    if (over > 0) this.log.scrollTop -= over + near / 4;
  }

  /** Goes to where the reader was before the page was loaded again, and says when there is more since. */
  goBackTo(top: number | undefined, hasNew: boolean): void {
    if (top === undefined) {
      this.toEnd();
      return;
    }
    this.log.scrollTop = top;
    this.atEnd = false;
    this.newBelow.hidden = !hasNew;
  }

  private scrolled(): void {
    const below = this.log.scrollHeight - this.log.clientHeight - this.log.scrollTop;
    this.atEnd = below < near;
    if (this.atEnd) this.newBelow.hidden = true;
    keep({ top: this.atEnd ? undefined : this.log.scrollTop });
  }
}
