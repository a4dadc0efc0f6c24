import { besides, cardOf } from './cards';
import type { Message } from './outbox';
import { draw } from './receipts';
import { part, shape } from './shapes';
import { write } from './texts';
import type { View } from './view';
import type { Activity, CardAction } from './wire';
import { dayOf, timeOf, word } from './words';

// After so long a silence the speaker and the time are named again.
const silence = 5 * 60_000;

/** What the reader can do to a message or with a button. */
export interface Deeds {
  press(title: string, value: string): void;
  again(message: Message): void;
  change(message: Message): void;
}

/** What was said, by both, in its order. Everything is put in as text. */
export class Log {
  private readonly entries: HTMLElement;
  private readonly byKey = new Map<string, HTMLElement>();
  private readonly shown = new Set<string>();
  private lastAt = 0;
  private lastDay = '';
  private lastByBot: boolean | null = null;

  constructor(private readonly log: HTMLElement, private readonly view: View, private readonly deeds: Deeds) {
    this.entries = part(log, 'entries');
  }

  /** Shows what was said so far. `seen` is the id of the last one that was seen before: nobody wants to hear all of it again. Answers whether the bot has said more since. */
  showHistory(activities: readonly Activity[], seen: string | undefined): boolean {
    if (seen) this.log.setAttribute('aria-live', 'off');
    const at = activities.findIndex(activity => activity.id === seen);
    const firstNew = at < 0 ? undefined : activities.slice(at + 1).find(isByBot);
    for (const activity of activities) {
      if (activity === firstNew) this.divide(word('new-since'), 'is-new');
      this.add(activity);
    }
    this.refreshChoices();
    window.setTimeout(() => this.log.setAttribute('aria-live', 'polite'), 500);
    return firstNew !== undefined;
  }

  /** Shows what is new. */
  show(activities: readonly Activity[]): void {
    const added = activities.map(activity => this.add(activity)).filter(entry => entry !== undefined);
    this.refreshChoices();
    this.view.follow(added[0], false);
  }

  /** Shows a message that is not yet the server's, or what became of it. */
  showMessage(message: Message): void {
    let entry = this.byKey.get(message.key);
    if (!entry) {
      entry = this.addSaid({ text: message.text || message.title || '', at: new Date(message.at), files: message.files.map(file => file.name) });
      this.byKey.set(message.key, entry);
      markChosen(entry, message.value, message.title);
      this.refreshChoices();
      this.view.follow(entry, true);
    }
    this.showFate(entry, message);
  }

  /** A sentence of the page itself, such as that another conversation begins. */
  note(words: string): void {
    const note = shape('note');
    note.textContent = words;
    this.entries.append(note);
    this.lastByBot = null;
    this.view.follow(note, false);
  }

  /** Takes a message out. */
  remove(message: Message): void {
    this.byKey.get(message.key)?.remove();
    this.byKey.delete(message.key);
    this.refreshChoices();
  }

  clear(): void {
    this.entries.replaceChildren();
    this.byKey.clear();
    this.shown.clear();
    this.lastAt = 0;
    this.lastDay = '';
    this.lastByBot = null;
  }

  private add(activity: Activity): HTMLElement | undefined {
    if (activity.type !== 'message' || (activity.id && this.shown.has(activity.id))) return undefined;
    if (activity.id) this.shown.add(activity.id);
    return isByBot(activity) ? this.addBot(activity) : this.addUser(activity);
  }

  private addUser(activity: Activity): HTMLElement | undefined {
    const key = activity.channelData?.clientActivityID;
    const own = key && this.byKey.get(key);
    if (own) {
      part(own, 'fate').hidden = true;
      writeTime(own, timeOfActivity(activity));
      showFiles(own, namesOf(activity)); // those that were taken
      return undefined;
    }
    const value = typeof activity.value === 'string' ? activity.value : undefined;
    const text = activity.text || activity.channelData?.title || value || '';
    const entry = this.addSaid({ text, at: timeOfActivity(activity), files: namesOf(activity) });
    if (key) this.byKey.set(key, entry);
    markChosen(entry, value, text);
    return entry;
  }

  private addBot(activity: Activity): HTMLElement {
    const at = timeOfActivity(activity);
    const entry = this.append('bot', true, at);
    const card = (activity.attachments ?? []).map(cardOf).find(found => found !== null);
    const { before, after } = card ? besides(activity.text ?? '', card) : { before: activity.text ?? '', after: '' };
    const said = part(entry, 'said');
    for (const piece of [before && paragraph(before), card && draw(card), after && paragraph(after)]) if (piece) said.append(piece);
    const choices = part(entry, 'choices');
    for (const action of activity.suggestedActions?.actions ?? []) choices.append(this.button(action));
    choices.hidden = choices.childElementCount === 0;
    return entry;
  }

  private addSaid(said: { text: string; at: Date; files: readonly string[] }): HTMLElement {
    const entry = this.append('user', false, said.at);
    const text = part(entry, 'said');
    write(text, said.text, false);
    text.hidden = said.text === '';
    showFiles(entry, said.files);
    return entry;
  }

  private append(name: string, isByBot: boolean, at: Date): HTMLElement {
    const today = dayOf(at);
    if (today !== this.lastDay) this.divide(today);
    const entry = shape(name);
    writeTime(entry, at);
    entry.classList.toggle('is-further', this.lastByBot === isByBot && at.getTime() - this.lastAt < silence);
    this.lastDay = today;
    this.lastAt = at.getTime();
    this.lastByBot = isByBot;
    this.entries.append(entry);
    return entry;
  }

  private divide(words: string, kind = 'is-day'): void {
    const line = shape('divider');
    part(line, 'words').textContent = words;
    line.classList.add(kind);
    this.entries.append(line);
    this.lastByBot = null;
  }

  private button(action: CardAction): HTMLElement {
    const button = document.createElement('button');
    const title = action.title ?? '';
    const value = typeof action.value === 'string' ? action.value : title;
    button.type = 'button';
    button.className = 'choice';
    button.dataset.value = value;
    write(button, title, false);
    button.addEventListener('click', () => this.deeds.press(title, value));
    return button;
  }

  /** Only what the bot offered since the person last said something, in this conversation, can be pressed. */
  private refreshChoices(): void {
    let isPast = false;
    for (const entry of [...this.entries.children].reverse()) {
      isPast ||= entry.matches('.from-user, .note');
      for (const button of entry.querySelectorAll<HTMLButtonElement>('.choice')) button.disabled = isPast;
    }
  }

  private showFate(entry: HTMLElement, message: Message): void {
    const fate = part(entry, 'fate');
    const words = fateInWords(message);
    fate.hidden = words === '';
    fate.classList.toggle('is-trouble', message.fate === 'failed' || message.fate === 'refused');
    part(fate, 'words').textContent = words;
    const progress = part<HTMLProgressElement>(fate, 'progress');
    progress.hidden = message.fate !== 'sending' || message.files.length === 0;
    progress.value = message.moved;
    const again = part(fate, 'again');
    again.hidden = message.fate !== 'failed';
    again.onclick = () => this.deeds.again(message);
    const change = part(fate, 'change');
    change.hidden = message.fate === 'sent' || message.fate === 'waiting' || (message.fate === 'sending' && message.files.length === 0);
    change.textContent = word(message.fate === 'sending' ? 'stop' : 'change');
    change.onclick = () => this.deeds.change(message);
  }
}

function fateInWords(message: Message): string {
  switch (message.fate) {
    case 'waiting': return word('waiting');
    case 'sending': return message.files.length > 0 ? word('uploading', { share: Math.round(message.moved * 100) }) : '';
    case 'sent': return '';
    case 'failed': return message.until > 0 ? word('too-fast', { seconds: Math.max(1, Math.ceil((message.until - Date.now()) / 1_000)) }) : word('not-sent');
    case 'refused': return message.status === 413 ? word('refused-large') : message.status === 415 ? word('refused-kind') : word('refused');
  }
}

const isByBot = (activity: Activity): boolean => activity.type === 'message' && activity.from?.role === 'bot';

function timeOfActivity(activity: Activity): Date {
  const at = new Date(activity.timestamp ?? Date.now());
  return Number.isNaN(at.getTime()) ? new Date() : at;
}

// Of the buttons offered before an entry the one that it says: by its value, or by its title where the server keeps no more.
function markChosen(entry: HTMLElement, value: string | undefined, title: string | undefined): void {
  for (let before = entry.previousElementSibling; before && !before.matches('.from-user'); before = before.previousElementSibling) {
    const buttons = [...before.querySelectorAll<HTMLElement>('.choice')];
    const chosen = buttons.find(button => value === undefined ? button.textContent === title : button.dataset.value === value);
    if (!chosen) continue;
    chosen.classList.add('is-chosen');
    chosen.setAttribute('aria-description', word('chosen'));
    return;
  }
}

const namesOf = (activity: Activity): string[] => (activity.attachments ?? []).map(file => file.name ?? '');

function showFiles(entry: HTMLElement, names: readonly string[]): void {
  const list = part(entry, 'files');
  list.hidden = names.length === 0;
  list.replaceChildren(...names.map(name => {
    const row = shape('sent-file');
    part(row, 'name').textContent = name;
    return row;
  }));
}

function writeTime(entry: HTMLElement, at: Date): void {
  const time = part<HTMLTimeElement>(entry, 'time');
  time.dateTime = at.toISOString();
  time.textContent = timeOf(at);
}

function paragraph(text: string): HTMLElement {
  const words = document.createElement('p');
  write(words, text, true);
  return words;
}
