import { Files, watchDrops } from './files';
import { keep, recall } from './memory';
import { part } from './shapes';
import { word } from './words';

// From this share of the limit on, the characters left are counted aloud.
const nearLimit = 0.8;

/** Where the person writes: grows with the text, keeps it over a reload, sends by Enter, takes files. */
export class Composer {
  private readonly field: HTMLTextAreaElement;
  private readonly count: HTMLElement;
  private readonly trouble: HTMLElement;
  private readonly most: number;
  private readonly files: Files;

  constructor(chat: HTMLElement, private readonly send: (text: string, files: File[]) => void) {
    const form = part<HTMLFormElement>(chat, 'composer');
    this.field = part<HTMLTextAreaElement>(form, 'field');
    this.count = part(form, 'count');
    this.trouble = part(form, 'trouble');
    this.most = Number(chat.dataset.characters);
    const most = { files: Number(chat.dataset.files), bytes: Number(chat.dataset.bytes) };
    this.files = new Files(part(form, 'picked'), most, words => this.tell(words), () => this.rememberFiles());
    this.listen(form);
    watchDrops(chat, files => this.addFiles(files));
    this.field.value = recall().draft ?? '';
    if (recall().hadFiles) this.tell(word('file-lost'));
    form.hidden = false;
    this.measure();
  }

  /** Puts the cursor into the field, where that does not open a keyboard over the page. */
  focus(): void {
    if (window.matchMedia('(pointer: fine)').matches) this.field.focus({ preventScroll: true });
  }

  /** Gives words and files back, to be changed: before what is already there. */
  giveBack(text: string, files: readonly File[]): void {
    this.field.value = [text, this.field.value].filter(words => words !== '').join('\n');
    this.written();
    if (files.length > 0) this.addFiles(files);
    this.field.focus();
  }

  /** Gives the words of a message back whose files a reload took, and says so. */
  giveBackWithoutFiles(text: string): void {
    this.giveBack(text, []);
    this.tell(word('file-lost'));
  }

  /** Forgets what is written and chosen. */
  clear(): void {
    this.field.value = '';
    this.files.take();
    this.tell('');
    this.written();
    this.focus();
  }

  private listen(form: HTMLFormElement): void {
    const picker = part<HTMLInputElement>(form, 'picker');
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener('input', () => this.written());
    this.field.addEventListener('keydown', event => {
      // While Chinese is being composed, Enter chooses the characters; some browsers only tell by the key's code.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.submit();
    });
    part(form, 'attach').addEventListener('click', () => picker.click());
    picker.addEventListener('change', () => {
      this.addFiles(picker.files ?? []);
      picker.value = '';
    });
  }

  private addFiles(files: Iterable<File>): void {
    this.files.add(files);
    this.focus();
  }

  private submit(): void {
    const text = this.field.value.trim();
    if (text !== '' || this.files.all.length > 0) {
      this.field.value = '';
      this.tell('');
      this.send(text, this.files.take());
      this.written();
    }
    this.field.focus();
  }

  private written(): void {
    keep({ draft: this.field.value || undefined });
    this.measure();
  }

  private rememberFiles(): void {
    keep({ hadFiles: this.files.all.length > 0 || undefined });
  }

  private measure(): void {
    this.field.style.height = 'auto';
    this.field.style.height = `${this.field.scrollHeight + this.field.offsetHeight - this.field.clientHeight}px`;
    const left = this.most - this.field.value.length;
    this.count.textContent = left < 0 ? word('over', { count: -left, most: this.most }) : left <= this.most * (1 - nearLimit) ? word('left', { count: left }) : '';
    this.count.classList.toggle('is-over', left < 0);
  }

  private tell(words: string): void {
    this.trouble.textContent = words;
    this.trouble.hidden = words === '';
  }
}
