import { part, shape } from './shapes';
import { sizeOf, word } from './words';

/** The files that wait in the composer: chosen, dropped or pasted, shown with name and size, removed again before sending. */
export class Files {
  private files: File[] = [];

  constructor(
    private readonly list: HTMLElement,
    private readonly most: { files: number; bytes: number },
    private readonly say: (words: string) => void,
    private readonly changed: () => void,
  ) {}

  get all(): readonly File[] { return this.files; }

  /** Adds those that can be sent and tells about the others. */
  add(files: Iterable<File>): void {
    const troubles: string[] = [];
    for (const file of files) {
      const trouble = this.troubleWith(file);
      if (trouble) {
        troubles.push(trouble);
        continue;
      }
      this.files.push(file);
      this.show(file);
    }
    this.say([...new Set(troubles)].join('\n'));
    this.changed();
  }

  /** Gives them all away, to be sent. */
  take(): File[] {
    const files = this.files;
    this.files = [];
    this.list.replaceChildren();
    this.changed();
    return files;
  }

  private troubleWith(file: File): string | null {
    const name = file.name;
    if (this.files.length >= this.most.files) return word('file-too-many', { count: this.most.files });
    if (file.size > this.most.bytes) return word('file-too-large', { name, size: Math.floor(this.most.bytes / 1_000_000) });
    return file.size === 0 ? word('file-empty', { name }) : null;
  }

  private show(file: File): void {
    const row = shape('picked');
    part(row, 'name').textContent = file.name;
    part(row, 'name').title = file.name;
    part(row, 'size').textContent = sizeOf(file.size);
    const remove = part(row, 'remove');
    remove.setAttribute('aria-label', word('file-remove', { name: file.name }));
    remove.addEventListener('click', () => this.remove(file, row));
    this.list.append(row);
    void drawSmall(file, part<HTMLCanvasElement>(row, 'picture'));
  }

  private remove(file: File, row: HTMLElement): void {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    this.files = this.files.filter(one => one !== file);
    row.remove();
    this.say('');
    this.changed();
    next?.querySelector('button')?.focus();
  }
}

// Drawn rather than shown by its address: the security policy allows pictures of this host only.
async function drawSmall(file: File, canvas: HTMLCanvasElement): Promise<void> {
  if (!file.type.startsWith('image/')) return;
  const picture = await createImageBitmap(file).catch(() => null); // one that cannot be read keeps its icon
  if (!picture) return;
  const side = Math.min(picture.width, picture.height);
  canvas.width = canvas.height = 88;
  canvas.getContext('2d')?.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, 88, 88);
  picture.close();
  canvas.hidden = false;
}

/** Files dropped anywhere on the page, and pasted ones. */
export function watchDrops(area: HTMLElement, add: (files: Iterable<File>) => void): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  let depth = 0;
  const mark = (change: number) => {
    depth = change === 0 ? 0 : Math.max(0, depth + change);
    area.classList.toggle('is-dropped-on', depth > 0);
  };
  window.addEventListener('dragenter', event => { if (hasFiles(event)) mark(1); });
  window.addEventListener('dragleave', event => { if (hasFiles(event)) mark(-1); });
  // Without this the browser would leave the page and open the file.
  window.addEventListener('dragover', event => { if (hasFiles(event)) event.preventDefault(); });
  window.addEventListener('drop', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(0);
    add(event.dataTransfer?.files ?? []);
  });
  window.addEventListener('paste', event => {
    const files = event.clipboardData?.files;
    if (!files || files.length === 0) return;
    event.preventDefault();
    add([...files].map(named));
  });
}

// Every pasted picture is called image.png: told apart by the time.
function named(file: File): File {
  const stamp = new Date().toISOString().replace(/[-:]|\..*$/g, '').replace('T', '-');
  return file.name === 'image.png' ? new File([file], `image-${stamp}.png`, { type: file.type }) : file;
}
